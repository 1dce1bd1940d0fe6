<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AuditWords</name>
    <message numerus="yes">
        <source>None of %n picture(s) could be classified.</source>
        <translation>
            <numerusform>The one picture could not be classified.</numerusform>
            <numerusform>None of %n pictures could be classified.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n prompt(s) are skewed.</source>
        <translation>
            <numerusform>%1 of %n prompt is skewed.</numerusform>
            <numerusform>%1 of %n prompts are skewed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n prompt(s) are within the margin.</source>
        <translation>
            <numerusform>All %n prompt is within the margin.</numerusform>
            <numerusform>All %n prompts are within the margin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No prompt is shown to be skewed; %1 of %n are inconclusive.</source>
        <translation>
            <numerusform>No prompt is shown to be skewed; %1 of %n are inconclusive.</numerusform>
            <numerusform>No prompt is shown to be skewed; %1 of %n are inconclusive.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditBar</name>
    <message numerus="yes">
        <source>%1: %n picture(s), show them</source>
        <translation>
            <numerusform>%1: %n picture, show it</numerusform>
            <numerusform>%1: %n pictures, show them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditComparePage</name>
    <message numerus="yes">
        <source>%1 of %n prompt(s) changed, %2 of them past equal shares.</source>
        <translation>
            <numerusform>%1 of %n prompt changed, %2 of them past equal shares.</numerusform>
            <numerusform>%1 of %n prompts changed, %2 of them past equal shares.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditResults</name>
    <message numerus="yes">
        <source>%1: %2, %n picture(s)</source>
        <translation>
            <numerusform>%1: %2, %n picture</numerusform>
            <numerusform>%1: %2, %n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditSetup</name>
    <message numerus="yes">
        <source>%1 (%n prompt(s))</source>
        <translation>
            <numerusform>%1 (%n prompt)</numerusform>
            <numerusform>%1 (%n prompts)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n picture(s)</source>
        <translation>
            <numerusform>At most %n picture</numerusform>
            <numerusform>At most %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditTiles</name>
    <message numerus="yes">
        <source>of %n prompt(s) skewed</source>
        <translation>
            <numerusform>of %n prompt skewed</numerusform>
            <numerusform>of %n prompts skewed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n picture(s) classified</source>
        <translation>
            <numerusform>of %n picture classified</numerusform>
            <numerusform>of %n pictures classified</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::GalleryPanel</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n selected</source>
        <translation>
            <numerusform>, %n selected</numerusform>
            <numerusform>, %n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %n picture(s) to %1</source>
        <translation>
            <numerusform>Exported %n picture to %1</numerusform>
            <numerusform>Exported %n pictures to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) moved to the trash.</source>
        <translation>
            <numerusform>%n picture moved to the trash.</numerusform>
            <numerusform>%n pictures moved to the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) put back.</source>
        <translation>
            <numerusform>%n picture put back.</numerusform>
            <numerusform>%n pictures put back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) would be moved to the trash.</source>
        <translation>
            <numerusform>%n picture would be moved to the trash.</numerusform>
            <numerusform>%n pictures would be moved to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::JobDisplay</name>
    <message numerus="yes">
        <source>, %n more job(s) waiting</source>
        <translation>
            <numerusform>, %n more job waiting</numerusform>
            <numerusform>, %n more jobs waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::JobQueue</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::MainWindow</name>
    <message numerus="yes">
        <source>%n job(s) are waiting and would be removed.</source>
        <translation>
            <numerusform>%n job is waiting and would be removed.</numerusform>
            <numerusform>%n jobs are waiting and would be removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s) are waiting; they are kept for the next start.</source>
        <translation>
            <numerusform>%n more job is waiting; it is kept for the next start.</numerusform>
            <numerusform>%n more jobs are waiting; they are kept for the next start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) from the last time are waiting in the queue.</source>
        <translation>
            <numerusform>%n job from the last time is waiting in the queue.</numerusform>
            <numerusform>%n jobs from the last time are waiting in the queue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running or waiting (Alt+3)</source>
        <translation>
            <numerusform>%n job running or waiting (Alt+3)</numerusform>
            <numerusform>%n jobs running or waiting (Alt+3)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::PromptCompleter</name>
    <message numerus="yes">
        <source>%1 – embedding, %n token(s)</source>
        <translation>
            <numerusform>%1 – embedding, %n token</numerusform>
            <numerusform>%1 – embedding, %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::PromptPanel</name>
    <message numerus="yes">
        <source>The model reads the prompt in parts of %1 tokens; this one takes %n part(s).</source>
        <translation>
            <numerusform>The model reads the prompt in parts of %1 tokens; this one takes %n part.</numerusform>
            <numerusform>The model reads the prompt in parts of %1 tokens; this one takes %n parts.</numerusform>
        </translation>
    </message>
</context>
</TS>
