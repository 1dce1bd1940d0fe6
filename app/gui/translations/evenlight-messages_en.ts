<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source>add that model</source>
        <translation>add it under Models</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>choose another one under Models</translation>
    </message>
    <message>
        <source>give that file with it</source>
        <translation>only the command `evenlight render` can take that file</translation>
    </message>
    <message>
        <source>take the whole text as it is</source>
        <translation>switch on “Ignore prompt syntax” under Advanced to take the text as it is</translation>
    </message>
    <message>
        <source>try the precision f32, lower guidance or another sampler, and have the model checked</source>
        <translation>try lower guidance or another sampler</translation>
    </message>
</context>
</TS>
