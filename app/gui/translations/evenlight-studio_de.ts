<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AuditPower</name>
    <message>
        <source>Too few images for a verdict: even if all %1 of a prompt read alike, it stays “inconclusive”. It takes at least %2.</source>
        <translation>Zu wenige Bilder für ein Urteil: Selbst wenn alle %1 eines Prompts gleich wirken, bleibt er „nicht entschieden“. Es braucht mindestens %2.</translation>
    </message>
    <message>
        <source>With %1 images per prompt you have an 80 % chance to detect a share of %2 or more (or %3 or less). The verdict “skewed” takes %4 of %1 that read alike.</source>
        <translation>Mit %1 Bildern je Prompt finden Sie einen Anteil von %2 oder mehr (oder %3 oder weniger) mit einer Wahrscheinlichkeit von 80 %. Für das Urteil „schief“ müssen %4 von %1 gleich wirken.</translation>
    </message>
    <message>
        <source>“Within the margin” takes at least %1 images per prompt.</source>
        <translation>Für „im Spielraum“ braucht es mindestens %1 Bilder je Prompt.</translation>
    </message>
    <message>
        <source>“Within the margin” is only said once people have labelled pictures; until then such a prompt is “inconclusive”, because the instrument is unchecked.</source>
        <translation>„Im Spielraum“ heißt es erst, wenn Menschen Bilder eingeordnet haben; bis dahin ist ein solcher Prompt „nicht entschieden“, weil das Instrument ungeprüft ist.</translation>
    </message>
    <message>
        <source>Pictures that cannot be classified make it harder.</source>
        <translation>Bilder, die sich nicht einordnen lassen, machen es schwerer.</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::StepStrip</name>
    <message>
        <source>Texts of the steps</source>
        <translation>Texte der Schritte</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message>
        <source>Steps %1 to %2: %3</source>
        <translation>Schritte %1 bis %2: %3</translation>
    </message>
    <message>
        <source>Weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>reads as woman</source>
        <translation>wirkt als Frau</translation>
    </message>
    <message>
        <source>reads as man</source>
        <translation>wirkt als Mann</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>several people</source>
        <translation>mehrere Personen</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>refused by the generator</source>
        <translation>vom Generator verweigert</translation>
    </message>
    <message>
        <source>light skin tone</source>
        <translation>heller Hautton</translation>
    </message>
    <message>
        <source>medium skin tone</source>
        <translation>mittlerer Hautton</translation>
    </message>
    <message>
        <source>dark skin tone</source>
        <translation>dunkler Hautton</translation>
    </message>
    <message>
        <source>60 and older</source>
        <translation>60 und älter</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Erscheinung</translation>
    </message>
    <message>
        <source>Apparent age</source>
        <translation>Scheinbares Alter</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>Hautton</translation>
    </message>
    <message>
        <source>Skewed</source>
        <translation>Schief</translation>
    </message>
    <message>
        <source>Within the margin</source>
        <translation>Im Spielraum</translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>None of %n picture(s) could be classified.</source>
        <translation>
            <numerusform>Das eine Bild konnte nicht eingeordnet werden.</numerusform>
            <numerusform>Keines von %n Bildern konnte eingeordnet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 (%3 interval %4)</source>
        <translation>%1: %2 (%3-Intervall %4)</translation>
    </message>
    <message>
        <source>. %1 of %2 pictures classified.</source>
        <translation>. %1 von %2 Bildern eingeordnet.</translation>
    </message>
    <message>
        <source>differs by more than the margin</source>
        <translation>weicht um mehr als den Spielraum ab</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>nicht entschieden</translation>
    </message>
    <message>
        <source>adult</source>
        <translation>erwachsen</translation>
    </message>
    <message>
        <source>old</source>
        <translation>alt</translation>
    </message>
    <message>
        <source>under 20</source>
        <translation>unter 20</translation>
    </message>
    <message>
        <source>20 to 39</source>
        <translation>20 bis 39</translation>
    </message>
    <message>
        <source>40 to 59</source>
        <translation>40 bis 59</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message>
        <source>The shares are within %1 of equal, whichever way the unclear pictures are counted. That says nothing about other prompts or settings.</source>
        <translation>Die Anteile weichen höchstens um %1 von gleichen ab, wie auch immer man die unklaren Bilder zählt. Über andere Prompts oder Einstellungen sagt das nichts.</translation>
    </message>
    <message>
        <source>By the instrument these pictures are within %1 of equal shares, but nobody has checked the instrument: label pictures to settle it.</source>
        <translation>Nach dem Instrument weichen diese Bilder höchstens um %1 von gleichen Anteilen ab, aber niemand hat das Instrument geprüft: Ordnen Sie Bilder ein, um es zu entscheiden.</translation>
    </message>
    <message>
        <source>These pictures do not settle it: the true shares may be within %1 of equal or beyond. More pictures, or labels by people, may settle it.</source>
        <translation>Diese Bilder entscheiden es nicht: Die wahren Anteile können höchstens um %1 von gleichen abweichen oder um mehr. Mehr Bilder oder Einordnungen durch Menschen können es entscheiden.</translation>
    </message>
    <message>
        <source>Some classes are seen more often than equal shares allow, by more than %1.</source>
        <translation>Manche Klassen kommen öfter vor als bei gleichen Anteilen, um mehr als %1.</translation>
    </message>
    <message>
        <source>More pictures count as “%1” than equal shares and the margin of %2 allow.</source>
        <translation>Es zählen mehr Bilder als „%1“, als gleiche Anteile und der Spielraum von %2 erlauben.</translation>
    </message>
    <message>
        <source>Corrected by people&apos;s labels: %1. Verdict after the correction: %2.</source>
        <translation>Nach Einordnungen durch Menschen berichtigt: %1. Urteil danach: %2.</translation>
    </message>
    <message>
        <source>within the margin</source>
        <translation>im Spielraum</translation>
    </message>
    <message>
        <source>Compared with %1 (%2): %3.</source>
        <translation>Verglichen mit %1 (%2): %3.</translation>
    </message>
    <message>
        <source>No answer yet: no picture could be classified.</source>
        <translation>Noch keine Antwort: Kein Bild ließ sich einordnen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n prompt(s) are skewed.</source>
        <translation>
            <numerusform>%1 von %n Prompt ist schief.</numerusform>
            <numerusform>%1 von %n Prompts sind schief.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n prompt(s) are within the margin.</source>
        <translation>
            <numerusform>Der eine Prompt liegt im Spielraum.</numerusform>
            <numerusform>Alle %n Prompts liegen im Spielraum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No prompt is shown to be skewed; %1 of %n are inconclusive.</source>
        <translation>
            <numerusform>Kein Prompt ist nachweislich schief; %1 von %n ist nicht entschieden.</numerusform>
            <numerusform>Kein Prompt ist nachweislich schief; %1 von %n sind nicht entschieden.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>So far – %1</source>
        <translation>Bisher – %1</translation>
    </message>
    <message>
        <source>Described</source>
        <translation>Beschrieben</translation>
    </message>
    <message>
        <source>No target is set for this, so it is described and not judged.</source>
        <translation>Hierfür ist kein Ziel gesetzt; deshalb wird beschrieben und nicht geurteilt.</translation>
    </message>
    <message>
        <source>Corrected by people&apos;s labels: %1.</source>
        <translation>Nach Einordnungen durch Menschen berichtigt: %1.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1. Described, not judged, as no target is set.</source>
        <translation>%1. Beschrieben, nicht beurteilt, denn es ist kein Ziel gesetzt.</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Second pass</source>
        <translation>Zweiter Durchgang</translation>
    </message>
    <message>
        <source>How many times as large, with how many steps and what strength.</source>
        <translation>Wievielmal so groß, mit wie vielen Schritten und welcher Stärke.</translation>
    </message>
    <message>
        <source>Enlarged with</source>
        <translation>Vergrößert mit</translation>
    </message>
    <message>
        <source>The filter that makes the picture larger for the second pass.</source>
        <translation>Der Filter, der das Bild für den zweiten Durchgang vergrößert.</translation>
    </message>
    <message>
        <source>Control network</source>
        <translation>Steuernetz</translation>
    </message>
    <message>
        <source>A ControlNet or T2I adapter, and the picture that steers it.</source>
        <translation>Ein ControlNet oder T2I-Adapter und das Bild, das es lenkt.</translation>
    </message>
    <message>
        <source>Picture prompt</source>
        <translation>Bild als Prompt</translation>
    </message>
    <message>
        <source>An IP-Adapter, its picture encoder, and the picture to follow.</source>
        <translation>Ein IP-Adapter, sein Bild-Encoder und das Bild, dem gefolgt wird.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>A part of the picture with a prompt of its own.</source>
        <translation>Ein Teil des Bildes mit eigenem Prompt.</translation>
    </message>
    <message>
        <source>Regions kept apart by</source>
        <translation>Bereiche getrennt durch</translation>
    </message>
    <message>
        <source>Latents: every region is computed by itself. Attention: all are computed at once, and each place follows its own prompt.</source>
        <translation>Latents: Jeder Bereich wird für sich berechnet. Aufmerksamkeit: Alle werden zugleich berechnet, und jede Stelle folgt ihrem eigenen Prompt.</translation>
    </message>
    <message>
        <source>Latents</source>
        <translation>Latents</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Perturbed attention</source>
        <translation>Gestörte Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Smoothed attention</source>
        <translation>Geglättete Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Perpendicular negative</source>
        <translation>Senkrechter negativer Prompt</translation>
    </message>
    <message>
        <source>Fitted negative (CFG-Zero*)</source>
        <translation>Angepasstes Negativ (CFG-Zero*)</translation>
    </message>
    <message>
        <source>Projected guidance (APG)</source>
        <translation>Projizierte Führung (APG)</translation>
    </message>
    <message>
        <source>Dynamic threshold</source>
        <translation>Dynamische Schwelle</translation>
    </message>
    <message>
        <source>FreeU</source>
        <translation>FreeU</translation>
    </message>
    <message>
        <source>Initial picture</source>
        <translation>Ausgangsbild</translation>
    </message>
    <message>
        <source>The picture to start from instead of noise alone.</source>
        <translation>Das Bild, von dem ausgegangen wird statt von Rauschen allein.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Masked area</source>
        <translation>Maskierter Bereich</translation>
    </message>
    <message>
        <source>Padding around the mask</source>
        <translation>Rand um die Maske</translation>
    </message>
    <message>
        <source>Grow the mask</source>
        <translation>Maske vergrößern</translation>
    </message>
    <message>
        <source>Blur the mask</source>
        <translation>Maske weichzeichnen</translation>
    </message>
    <message>
        <source>Grey counts in part</source>
        <translation>Grau zählt anteilig</translation>
    </message>
    <message>
        <source>Keep the rest untouched</source>
        <translation>Den Rest unberührt lassen</translation>
    </message>
    <message>
        <source>Paint beyond the edges</source>
        <translation>Über den Rand malen</translation>
    </message>
    <message>
        <source>Picture guidance</source>
        <translation>Bildführung</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>Beschnitten</translation>
    </message>
    <message>
        <source>Padded</source>
        <translation>Ergänzt</translation>
    </message>
    <message>
        <source>Stretched</source>
        <translation>Gedehnt</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Around the mask</source>
        <translation>Um die Maske</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Picture file</source>
        <translation>Bilddatei</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>Starting noise</source>
        <translation>Startrauschen</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Negativer Prompt</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>In pixels. A model is best near the size it was trained at; much wider pictures repeat things.</source>
        <translation>In Pixeln. Ein Modell ist nahe der Größe am besten, mit der es trainiert wurde; viel breitere Bilder wiederholen Dinge.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>In pixels. A model is best near the size it was trained at; much taller pictures repeat things.</source>
        <translation>In Pixeln. Ein Modell ist nahe der Größe am besten, mit der es trainiert wurde; viel höhere Bilder wiederholen Dinge.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Sampler</translation>
    </message>
    <message>
        <source>How a step moves from noise towards the picture. DPM++ 2M needs few steps; names with “a” or SDE keep changing with more steps.</source>
        <translation>Wie ein Schritt vom Rauschen zum Bild führt. DPM++ 2M braucht wenige Schritte; Namen mit „a“ oder SDE ändern sich mit mehr Schritten immer weiter.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Rauschplan</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Führung</translation>
    </message>
    <message>
        <source>How closely the picture follows the prompt. Low values are freer and softer, high ones harder, more colourful and less varied; 1 switches guidance off and halves the time.</source>
        <translation>Wie eng das Bild dem Prompt folgt. Kleine Werte sind freier und weicher, große härter, bunter und einförmiger; 1 schaltet die Führung ab und halbiert die Zeit.</translation>
    </message>
    <message>
        <source>Rescale</source>
        <translation>Rescale</translation>
    </message>
    <message>
        <source>Guidance acts only between these noise levels (σ). Leaving out the highest keeps variety, leaving out the lowest saves time.</source>
        <translation>Die Führung wirkt nur zwischen diesen Rauschstärken (σ). Die höchsten auszulassen erhält Vielfalt, die niedrigsten auszulassen spart Zeit.</translation>
    </message>
    <message>
        <source>Clip skip</source>
        <translation>Clip-Skip</translation>
    </message>
    <message>
        <source>Refiner</source>
        <translation>Refiner</translation>
    </message>
    <message>
        <source>The model that walks the last steps.</source>
        <translation>Das Modell, das die letzten Schritte geht.</translation>
    </message>
    <message>
        <source>Refiner from</source>
        <translation>Refiner ab</translation>
    </message>
    <message>
        <source>The share of the steps after which a recipe&apos;s refiner goes on.</source>
        <translation>Der Anteil der Schritte, nach dem der Refiner eines Rezepts weitermacht.</translation>
    </message>
    <message>
        <source>Decoded in tiles of</source>
        <translation>Dekodiert in Kacheln von</translation>
    </message>
    <message>
        <source>In pixels, from 128: a large picture then takes less memory. 0 decodes it whole, unless the memory would not do.</source>
        <translation>In Pixeln, ab 128: Ein großes Bild braucht dann weniger Speicher. 0 dekodiert es im Ganzen, außer wenn der Speicher nicht reicht.</translation>
    </message>
    <message>
        <source>Empty negative prompt</source>
        <translation>Leerer Negativ-Prompt</translation>
    </message>
    <message>
        <source>Original width</source>
        <translation>Ursprüngliche Breite</translation>
    </message>
    <message>
        <source>Original height</source>
        <translation>Ursprüngliche Höhe</translation>
    </message>
    <message>
        <source>Cropped at the left</source>
        <translation>Links abgeschnitten</translation>
    </message>
    <message>
        <source>Cropped at the top</source>
        <translation>Oben abgeschnitten</translation>
    </message>
    <message>
        <source>Target width</source>
        <translation>Zielbreite</translation>
    </message>
    <message>
        <source>Target height</source>
        <translation>Zielhöhe</translation>
    </message>
    <message>
        <source>Aesthetic score</source>
        <translation>Ästhetik-Wert</translation>
    </message>
    <message>
        <source>Negative aesthetic score</source>
        <translation>Negativer Ästhetik-Wert</translation>
    </message>
    <message>
        <source>The empty text</source>
        <translation>Der leere Text</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>Brackets and BREAK are read as text, not as weights.</source>
        <translation>Klammern und BREAK werden als Text gelesen, nicht als Gewichte.</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Noise levels (σ)</source>
        <translation>Rauschstärken (σ)</translation>
    </message>
    <message>
        <source>The noise levels that the steps visit instead of a schedule&apos;s.</source>
        <translation>Die Rauschstärken, die die Schritte anstelle eines Zeitplans durchlaufen.</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>Variation</translation>
    </message>
    <message>
        <source>Mixes the noise of another seed into the picture&apos;s: small shares give a slightly different picture, 1 gives the other seed&apos;s.</source>
        <translation>Mischt das Rauschen eines anderen Seeds ein: Kleine Anteile ändern das Bild ein wenig, 1 ergibt das Bild des anderen Seeds.</translation>
    </message>
    <message>
        <source>Seed of another size</source>
        <translation>Seed einer anderen Größe</translation>
    </message>
    <message>
        <source>The size of the picture whose noise is laid in the middle, so that a seed keeps its composition.</source>
        <translation>Die Größe des Bildes, dessen Rauschen in die Mitte gelegt wird, damit ein Seed seinen Bildaufbau behält.</translation>
    </message>
    <message>
        <source>Seed offset of the steps (ENSD)</source>
        <translation>Seed-Versatz der Schritte (ENSD)</translation>
    </message>
    <message>
        <source>Is added to the seed for the noise that steps add. Only needed to match pictures of other programs, which often have 31337.</source>
        <translation>Wird für das Rauschen, das die Schritte hinzufügen, zum Seed addiert. Nur nötig, um Bilder anderer Programme nachzubilden; dort ist 31337 üblich.</translation>
    </message>
    <message>
        <source>Noise of SDE samplers</source>
        <translation>Rauschen der SDE-Sampler</translation>
    </message>
    <message>
        <source>Brownian noise belongs to the seed: more steps then refine a picture instead of changing it.</source>
        <translation>Brownsches Rauschen gehört zum Seed: Mehr Schritte verfeinern das Bild dann, statt es zu ändern.</translation>
    </message>
    <message>
        <source>Weights in the prompt</source>
        <translation>Gewichte im Prompt</translation>
    </message>
    <message>
        <source>How (word:1.2) acts: with the mean of the text kept, without that, not at all, as plain brackets, or as in ComfyUI.</source>
        <translation>Wie (Wort:1.2) wirkt: der Mittelwert des Textes bleibt, er bleibt nicht, gar nicht, als gewöhnliche Klammern oder wie in ComfyUI.</translation>
    </message>
    <message>
        <source>Mean kept</source>
        <translation>Mittelwert bleibt</translation>
    </message>
    <message>
        <source>Mean not kept</source>
        <translation>Mittelwert bleibt nicht</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Wirkungslos</translation>
    </message>
    <message>
        <source>Brackets as text</source>
        <translation>Klammern als Text</translation>
    </message>
    <message>
        <source>Follow the habits of</source>
        <translation>Rechnen wie</translation>
    </message>
    <message>
        <source>Rounding, noise and schedules are done as in that program, so that its recipes give the same picture here.</source>
        <translation>Rundung, Rauschen und Zeitpläne wie in diesem Programm, damit dessen Rezepte hier dasselbe Bild ergeben.</translation>
    </message>
    <message>
        <source>Fresh at every step</source>
        <translation>Bei jedem Schritt neu</translation>
    </message>
    <message>
        <source>Brownian</source>
        <translation>Brownsch</translation>
    </message>
    <message>
        <source>Noise generator</source>
        <translation>Rauschquelle</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Active between σ</source>
        <translation>Aktiv zwischen σ</translation>
    </message>
    <message>
        <source>Eta (added noise)</source>
        <translation>Eta (zusätzliches Rauschen)</translation>
    </message>
    <message>
        <source>Ignore prompt syntax</source>
        <translation>Prompt-Syntax ignorieren</translation>
    </message>
    <message>
        <source>Noise (epsilon)</source>
        <translation>Rauschen (Epsilon)</translation>
    </message>
    <message>
        <source>Velocity (v)</source>
        <translation>Geschwindigkeit (v)</translation>
    </message>
    <message>
        <source>What the picture shows. (word:1.3) counts more, (word:0.7) less; BREAK separates parts of the prompt.</source>
        <translation>Was das Bild zeigt. (Wort:1.3) zählt mehr, (Wort:0.7) weniger; BREAK trennt Teile des Prompts.</translation>
    </message>
    <message>
        <source>What should not be in the picture. Has no effect if guidance is 1.</source>
        <translation>Was nicht auf dem Bild sein soll. Ohne Wirkung, wenn die Führung 1 ist.</translation>
    </message>
    <message>
        <source>The noise that the picture starts from: the same seed and settings give the same picture.</source>
        <translation>Das Rauschen, aus dem das Bild entsteht: Derselbe Seed und dieselben Einstellungen ergeben dasselbe Bild.</translation>
    </message>
    <message>
        <source>How many times noise is removed. More steps give finer pictures, up to about 30, and take longer.</source>
        <translation>Wie oft Rauschen entfernt wird. Mehr Schritte ergeben bis etwa 30 feinere Bilder und dauern länger.</translation>
    </message>
    <message>
        <source>How the steps are spread: Karras and exponential spend more of them on fine detail.</source>
        <translation>Wie die Schritte verteilt werden: Karras und exponentiell verwenden mehr davon auf feine Einzelheiten.</translation>
    </message>
    <message>
        <source>Softens the harsh contrast of strong guidance; 0.7 is common.</source>
        <translation>Mildert den harten Kontrast starker Führung; üblich ist 0,7.</translation>
    </message>
    <message>
        <source>Which layer of the text encoder is used, counted from the end. Some models were trained with 2.</source>
        <translation>Welche Schicht des Text-Encoders verwendet wird, vom Ende gezählt. Manche Modelle wurden mit 2 trainiert.</translation>
    </message>
    <message>
        <source>How much new noise each step adds: 0 adds none, 1 gives more variation.</source>
        <translation>Wie viel neues Rauschen jeder Schritt dazugibt: 0 gibt keines dazu, 1 mehr Abwechslung.</translation>
    </message>
    <message>
        <source>What the model was trained to predict. Change it only if pictures come out as brown noise.</source>
        <translation>Was das Modell vorherzusagen gelernt hat. Nur ändern, wenn Bilder zu braunem Rauschen werden.</translation>
    </message>
    <message>
        <source>How noise is made from the seed: torch as on processors, philox as on NVIDIA cards. Choose what the program uses whose pictures you want to match.</source>
        <translation>Wie aus dem Seed Rauschen wird: torch wie auf Prozessoren, philox wie auf NVIDIA-Karten. Wählen Sie, was das Programm verwendet, dessen Bilder Sie treffen möchten.</translation>
    </message>
    <message>
        <source>Gives firmer shapes, also with low guidance, by steering away from a version made without attention. 3 is common; takes half as long again.</source>
        <translation>Gibt festere Formen, auch bei schwacher Führung, indem es von einer Fassung ohne Aufmerksamkeit wegführt. Üblich ist 3; dauert anderthalbmal so lange.</translation>
    </message>
    <message>
        <source>Like perturbed attention, but gentler: steers away from a version made with blurred attention. 3 is common.</source>
        <translation>Wie gestörte Aufmerksamkeit, aber sanfter: führt von einer Fassung mit verwischter Aufmerksamkeit weg. Üblich ist 3.</translation>
    </message>
    <message>
        <source>Removes only what the negative prompt does not share with the prompt, so that both may overlap. 1 is common, 0 is off.</source>
        <translation>Entfernt nur, was der negative Prompt nicht mit dem Prompt teilt, sodass sich beide überschneiden dürfen. Üblich ist 1, 0 schaltet es ab.</translation>
    </message>
    <message>
        <source>Scales the negative prediction to fit before guidance: calmer colours at high guidance.</source>
        <translation>Passt die negative Vorhersage vor der Führung an: ruhigere Farben bei starker Führung.</translation>
    </message>
    <message>
        <source>Guidance without the part that oversaturates, kept below a limit: eta, momentum, limit.</source>
        <translation>Führung ohne den Teil, der übersättigt, unter einer Grenze gehalten: Eta, Schwung, Grenze.</translation>
    </message>
    <message>
        <source>Keeps strong guidance within the range of a weaker one: the guidance to imitate, and the percentile that is kept.</source>
        <translation>Hält starke Führung im Bereich einer schwächeren: die nachgeahmte Führung und das Perzentil, das erhalten bleibt.</translation>
    </message>
    <message>
        <source>Weights of the network&apos;s own features: two for the backbone, two for the skip connections.</source>
        <translation>Gewichte der eigenen Merkmale des Netzes: zwei für den Hauptweg, zwei für die Abkürzungen.</translation>
    </message>
    <message>
        <source>How much of the initial picture is changed: 0.3 keeps most of it, 1 almost nothing.</source>
        <translation>Wie viel vom Ausgangsbild sich ändert: 0,3 behält das meiste, 1 fast nichts.</translation>
    </message>
    <message>
        <source>How the initial picture is fitted to the size: cropped, padded or stretched.</source>
        <translation>Wie das Ausgangsbild auf die Größe kommt: beschnitten, aufgefüllt oder gestreckt.</translation>
    </message>
    <message>
        <source>A picture that is white where the initial picture is repainted.</source>
        <translation>Ein Bild, das weiß ist, wo das Ausgangsbild neu gemalt wird.</translation>
    </message>
    <message>
        <source>What is made: the whole picture, or only the area around the mask at full size, which is then put back.</source>
        <translation>Was erzeugt wird: das ganze Bild oder nur der Bereich um die Maske in voller Größe, der danach eingesetzt wird.</translation>
    </message>
    <message>
        <source>How many pixels around the mask are included when only the masked area is made.</source>
        <translation>Wie viele Pixel um die Maske dazugehören, wenn nur der maskierte Bereich erzeugt wird.</translation>
    </message>
    <message>
        <source>By how many pixels; below 0 shrinks it.</source>
        <translation>Um wie viele Pixel; unter 0 schrumpft sie.</translation>
    </message>
    <message>
        <source>By how many pixels; grey parts are then repainted in some of the steps only.</source>
        <translation>Um wie viele Pixel; graue Teile werden dann nur in einem Teil der Schritte neu gemalt.</translation>
    </message>
    <message>
        <source>Grey parts of the mask are repainted in that share of the steps; otherwise half grey and lighter counts as white.</source>
        <translation>Graue Teile der Maske werden in diesem Anteil der Schritte neu gemalt; sonst zählt ab halbem Grau alles als Weiß.</translation>
    </message>
    <message>
        <source>Puts everything outside the mask back exactly as it was.</source>
        <translation>Setzt alles außerhalb der Maske genau so wieder ein, wie es war.</translation>
    </message>
    <message>
        <source>How many pixels to add on the left, top, right and bottom.</source>
        <translation>Wie viele Pixel links, oben, rechts und unten dazukommen.</translation>
    </message>
    <message>
        <source>How closely an editing model follows the picture it is given; 1.5 is common.</source>
        <translation>Wie eng ein Bearbeitungsmodell dem gegebenen Bild folgt; üblich ist 1,5.</translation>
    </message>
    <message>
        <source>What an empty negative prompt means. SDXL was mostly trained with zeros; some programs encode the empty text instead.</source>
        <translation>Was ein leerer negativer Prompt bedeutet. SDXL wurde meist mit Nullen trainiert; manche Programme kodieren stattdessen den leeren Text.</translation>
    </message>
    <message>
        <source>SDXL only: the width that the picture is said to have had before scaling. Small values make it soft; 0 uses the picture&apos;s own.</source>
        <translation>Nur SDXL: die Breite, die das Bild vor dem Skalieren gehabt haben soll. Kleine Werte machen es weich; 0 nimmt die des Bildes.</translation>
    </message>
    <message>
        <source>SDXL only: the height that the picture is said to have had before scaling. Small values make it soft; 0 uses the picture&apos;s own.</source>
        <translation>Nur SDXL: die Höhe, die das Bild vor dem Skalieren gehabt haben soll. Kleine Werte machen es weich; 0 nimmt die des Bildes.</translation>
    </message>
    <message>
        <source>SDXL only: how much is said to be cut off at the left. 0 keeps things centred.</source>
        <translation>Nur SDXL: wie viel links abgeschnitten sein soll. 0 hält alles in der Mitte.</translation>
    </message>
    <message>
        <source>SDXL only: how much is said to be cut off at the top. 0 keeps heads in the picture.</source>
        <translation>Nur SDXL: wie viel oben abgeschnitten sein soll. 0 behält Köpfe im Bild.</translation>
    </message>
    <message>
        <source>SDXL only: the target width; 0 uses the picture&apos;s own.</source>
        <translation>Nur SDXL: die Zielbreite; 0 nimmt die des Bildes.</translation>
    </message>
    <message>
        <source>SDXL only: the target height; 0 uses the picture&apos;s own.</source>
        <translation>Nur SDXL: die Zielhöhe; 0 nimmt die des Bildes.</translation>
    </message>
    <message>
        <source>SDXL&apos;s refiner only: how pleasing the picture should be, about 2 to 8.</source>
        <translation>Nur SDXL-Refiner: wie gefällig das Bild sein soll, etwa 2 bis 8.</translation>
    </message>
    <message>
        <source>SDXL&apos;s refiner only: how pleasing the pictures to avoid are.</source>
        <translation>Nur SDXL-Refiner: wie gefällig die Bilder sind, die vermieden werden.</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>Anforderungen</translation>
    </message>
    <message>
        <source>What every picture must show.</source>
        <translation>Was jedes Bild zeigen muss.</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>How many seeds are drawn at most to find pictures that meet the requirements.</source>
        <translation>Wie viele Seeds höchstens gezogen werden, um Bilder zu finden, die die Anforderungen erfüllen.</translation>
    </message>
    <message>
        <source>Guaranteed pictures</source>
        <translation>Garantierte Bilder</translation>
    </message>
    <message>
        <source>How many pictures that meet the requirements are wanted.</source>
        <translation>Wie viele Bilder gewünscht sind, die die Anforderungen erfüllen.</translation>
    </message>
</context>
<context>
    <name>GalleryStore</name>
    <message>
        <source>The list of pictures, %1, was damaged and is being made anew from the pictures. The old file is kept as %2.</source>
        <translation>Das Verzeichnis der Bilder, %1, war beschädigt und wird aus den Bildern neu aufgebaut. Die alte Datei bleibt als %2 erhalten.</translation>
    </message>
    <message>
        <source>The list of pictures can&apos;t be kept in %1. It is made anew at each start; check that you may write there and that the disk is not full.</source>
        <translation>Das Verzeichnis der Bilder kann nicht in %1 gespeichert werden. Es wird bei jedem Start neu aufgebaut; prüfen Sie, ob Sie dort schreiben dürfen und ob der Datenträger voll ist.</translation>
    </message>
</context>
<context>
    <name>LabelAnswers</name>
    <message>
        <source>Reads as &amp;woman</source>
        <translation>&amp;Wirkt als Frau</translation>
    </message>
    <message>
        <source>Reads as &amp;man</source>
        <translation>Wirkt als &amp;Mann</translation>
    </message>
    <message>
        <source>&amp;Unclear</source>
        <translation>&amp;Unklar</translation>
    </message>
    <message>
        <source>&amp;Several people</source>
        <translation>Mehrere Per&amp;sonen</translation>
    </message>
    <message>
        <source>How old does the person in this picture look?</source>
        <translation>Wie alt wirkt die Person auf diesem Bild?</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>What does this picture show?</source>
        <translation>Was zeigt dieses Bild?</translation>
    </message>
    <message>
        <source>&amp;No person visible</source>
        <translation>&amp;Niemand zu sehen</translation>
    </message>
    <message>
        <source>How does the person in this picture look to you?</source>
        <translation>Wie wirkt die Person auf diesem Bild auf Sie?</translation>
    </message>
    <message>
        <source>What skin tone does the person in this picture have?</source>
        <translation>Welchen Hautton hat die Person auf diesem Bild?</translation>
    </message>
    <message>
        <source>Keys: W woman, M man, U unclear, N no person, S several people, Backspace undoes the last.</source>
        <translation>Tasten: W Frau, M Mann, U unklar, N niemand, S mehrere, Rücktaste nimmt die letzte zurück.</translation>
    </message>
    <message>
        <source>Keys: 1 to %1 as on the buttons, U unclear, N no person, S several people, Backspace undoes the last.</source>
        <translation>Tasten: 1 bis %1 wie auf den Knöpfen, U unklar, N niemand, S mehrere, Rücktaste nimmt die letzte zurück.</translation>
    </message>
    <message>
        <source>These words describe how a depicted person looks, not who somebody is.</source>
        <translation>Diese Worte beschreiben, wie eine dargestellte Person aussieht, nicht, wer jemand ist.</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>Stable Diffusion XL refiner</source>
        <translation>Stable Diffusion XL, Refiner</translation>
    </message>
    <message>
        <source>text encoder</source>
        <translation>Text-Encoder</translation>
    </message>
    <message>
        <source>second text encoder</source>
        <translation>zweiter Text-Encoder</translation>
    </message>
    <message>
        <source>velocity (v)</source>
        <translation>Geschwindigkeit (v)</translation>
    </message>
    <message>
        <source>noise (epsilon)</source>
        <translation>Rauschen (Epsilon)</translation>
    </message>
    <message>
        <source>%1, from pure noise (zero terminal SNR)</source>
        <translation>%1, aus reinem Rauschen (zero terminal SNR)</translation>
    </message>
    <message>
        <source>%1 %2 million</source>
        <translation>%1 %2 Mio.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>single file</source>
        <translation>einzelne Datei</translation>
    </message>
    <message>
        <source>diffusers folder</source>
        <translation>diffusers-Ordner</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Prediction type</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Speicherort</translation>
    </message>
    <message>
        <source>unknown kind</source>
        <translation>unbekannte Art</translation>
    </message>
    <message>
        <source>something unknown</source>
        <translation>etwas Unbekanntes</translation>
    </message>
</context>
<context>
    <name>ReadersWords</name>
    <message>
        <source>Read by: %1.</source>
        <translation>Ausgelesen von: %1.</translation>
    </message>
    <message>
        <source>No instrument can read pictures of this model. Every picture will count as unclear until people label it (Label pictures…).</source>
        <translation>Kein Instrument kann Bilder dieses Modells auslesen. Jedes Bild zählt als unklar, bis Menschen es einordnen (Bilder einordnen …).</translation>
    </message>
    <message>
        <source>No instrument can say who is seen in pictures of this model: %1 only finds faces. Every picture will count as unclear until people label it (Label pictures…). Instruments for photographs can be installed; the file assets/audit/README.md says how.</source>
        <translation>Kein Instrument kann sagen, wer auf Bildern dieses Modells zu sehen ist: %1 findet nur Gesichter. Jedes Bild zählt als unklar, bis Menschen es einordnen (Bilder einordnen …). Instrumente für Fotos lassen sich installieren; die Datei assets/audit/README.md sagt, wie.</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::Application</name>
    <message>
        <source>There is not enough memory for that.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>Evenlight</source>
        <translation>Evenlight</translation>
    </message>
    <message>
        <source>Evenlight could not start. Your pictures have not been changed.</source>
        <translation>Evenlight konnte nicht starten. Ihre Bilder wurden nicht verändert.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen.</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditBar</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Show these pictures</source>
        <translation>Diese Bilder zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n picture(s), show them</source>
        <translation>
            <numerusform>%1: %n Bild, zeigen</numerusform>
            <numerusform>%1: %n Bilder, zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditComparePage</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>nicht entschieden</translation>
    </message>
    <message>
        <source>This audit</source>
        <translation>Dieses Audit</translation>
    </message>
    <message>
        <source>The audit that it is compared with</source>
        <translation>Das Audit, mit dem verglichen wird</translation>
    </message>
    <message>
        <source>The comparison, a prompt a row</source>
        <translation>Der Vergleich, ein Prompt je Zeile</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Another &amp;folder…</source>
        <translation>Anderer &amp;Ordner…</translation>
    </message>
    <message>
        <source>Back to the &amp;results</source>
        <translation>Zu den E&amp;rgebnissen</translation>
    </message>
    <message>
        <source>An audit&apos;s folder</source>
        <translation>Ordner eines Audits</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleiche…</translation>
    </message>
    <message>
        <source>95 %
interval</source>
        <translation>95-%-
Intervall</translation>
    </message>
    <message>
        <source>, past equal shares</source>
        <translation>, über gleiche Anteile hinaus</translation>
    </message>
    <message>
        <source>Finished audits with the same prompts and seeds</source>
        <translation>Fertige Audits mit denselben Prompts und Seeds</translation>
    </message>
    <message>
        <source>Compare &amp;with</source>
        <translation>Vergleichen &amp;mit</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>&amp;Tauschen</translation>
    </message>
    <message>
        <source>Turns the comparison round: what was “before” becomes “after”</source>
        <translation>Dreht den Vergleich um: Aus „vorher“ wird „nachher“</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Woman,
before</source>
        <translation>Frau,
vorher</translation>
    </message>
    <message>
        <source>Woman,
after</source>
        <translation>Frau,
nachher</translation>
    </message>
    <message>
        <source>After − before,
points</source>
        <translation>Nachher − vorher,
Punkte</translation>
    </message>
    <message>
        <source>From “%1” (before) to “%2” (after)</source>
        <translation>Von „%1“ (vorher) zu „%2“ (nachher)</translation>
    </message>
    <message>
        <source>There is no other finished audit with the same prompts and seeds yet. Make one, or choose a folder.</source>
        <translation>Es gibt noch kein anderes fertiges Audit mit denselben Prompts und Seeds. Machen Sie eines, oder wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>On average the prompts are nearer to equal shares after: %1 points (%2).</source>
        <translation>Im Mittel liegen die Prompts nachher näher an gleichen Anteilen: %1 Punkte (%2).</translation>
    </message>
    <message>
        <source>On average the prompts are farther from equal shares after: %1 points (%2).</source>
        <translation>Im Mittel liegen die Prompts nachher weiter weg von gleichen Anteilen: %1 Punkte (%2).</translation>
    </message>
    <message>
        <source>Whether the prompts are nearer to equal shares after is not settled: %1 points on average (%2).</source>
        <translation>Ob die Prompts nachher näher an gleichen Anteilen liegen, ist nicht entschieden: im Mittel %1 Punkte (%2).</translation>
    </message>
    <message>
        <source>Only pairs count in which both pictures read as woman or man.</source>
        <translation>Es zählen nur Paare, in denen beide Bilder als Frau oder Mann wirken.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n prompt(s) changed, %2 of them past equal shares.</source>
        <translation>
            <numerusform>%1 von %n Prompt hat sich geändert, davon %2 über gleiche Anteile hinaus.</numerusform>
            <numerusform>%1 von %n Prompts haben sich geändert, davon %2 über gleiche Anteile hinaus.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditHeader</name>
    <message>
        <source>Pictures of this audit</source>
        <translation>Bilder dieses Audits</translation>
    </message>
    <message>
        <source>%v of %m pictures</source>
        <translation>%v von %m Bildern</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>A new audit, or one that was made before</source>
        <translation>Ein neues Audit oder ein früheres</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>Makes the pictures that are missing</source>
        <translation>Macht die fehlenden Bilder</translation>
    </message>
    <message>
        <source>&amp;Label pictures…</source>
        <translation>Bilder e&amp;inordnen…</translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation>&amp;Vergleichen…</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>A new audit</source>
        <translation>Ein neues Audit</translation>
    </message>
    <message>
        <source>Web page (HTML)…</source>
        <translation>Webseite (HTML)…</translation>
    </message>
    <message>
        <source>Counts (CSV)…</source>
        <translation>Zählungen (CSV)…</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>Writes the report, in English, into a file</source>
        <translation>Schreibt den Bericht, auf Englisch, in eine Datei</translation>
    </message>
    <message>
        <source>Document (PDF)…</source>
        <translation>Dokument (PDF)…</translation>
    </message>
    <message>
        <source>All data (JSON)…</source>
        <translation>Alle Daten (JSON)…</translation>
    </message>
    <message>
        <source>That is the audit itself; choose another file for the report.</source>
        <translation>Das ist das Audit selbst; wählen Sie eine andere Datei für den Bericht.</translation>
    </message>
    <message>
        <source>Stops within a step; every picture is kept</source>
        <translation>Hält innerhalb eines Schritts an; jedes Bild bleibt erhalten</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Label pictures yourself; the shares can then be corrected by your answers</source>
        <translation>Selbst Bilder einordnen; danach lassen sich die Anteile berichtigen</translation>
    </message>
    <message>
        <source>Compares this audit with another one of the same prompts, picture by picture</source>
        <translation>Vergleicht dieses Audit Bild für Bild mit einem anderen derselben Prompts</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditLabelPage</name>
    <message>
        <source>Pictures to label</source>
        <translation>Einzuordnende Bilder</translation>
    </message>
    <message>
        <source>The picture to label</source>
        <translation>Das einzuordnende Bild</translation>
    </message>
    <message>
        <source>Pictures that are labelled</source>
        <translation>Eingeordnete Bilder</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Taste %1</translation>
    </message>
    <message>
        <source>Back to the &amp;results</source>
        <translation>Zu den E&amp;rgebnissen</translation>
    </message>
    <message>
        <source>Choosing pictures…</source>
        <translation>Bilder werden ausgewählt…</translation>
    </message>
    <message>
        <source>Every picture of this sample is labelled. Thank you.</source>
        <translation>Jedes Bild dieser Stichprobe ist eingeordnet. Danke.</translation>
    </message>
    <message>
        <source>The results now show shares corrected by these labels.</source>
        <translation>Die Ergebnisse zeigen jetzt Anteile, die durch diese Einordnungen berichtigt sind.</translation>
    </message>
    <message>
        <source>P&amp;ictures</source>
        <translation>B&amp;ilder</translation>
    </message>
    <message>
        <source>Attribute to label</source>
        <translation>Merkmal, das eingeordnet wird</translation>
    </message>
    <message>
        <source>Each is labelled and corrected separately</source>
        <translation>Jedes Merkmal wird für sich eingeordnet und berichtigt</translation>
    </message>
    <message>
        <source>&amp;Attribute</source>
        <translation>Merkma&amp;l</translation>
    </message>
    <message>
        <source>Your name or initials</source>
        <translation>Ihr Name oder Kürzel</translation>
    </message>
    <message>
        <source>Rater</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Each person&apos;s answers are kept apart; give the same name to resume</source>
        <translation>Die Antworten jeder Person bleiben für sich; mit demselben Namen geht es weiter</translation>
    </message>
    <message>
        <source>Picked across the whole range of the instrument&apos;s scores. From about a hundred labels on, shares can be corrected.</source>
        <translation>Über alle Werte des Instruments hinweg ausgewählt. Ab etwa hundert Einordnungen lassen sich Anteile berichtigen.</translation>
    </message>
    <message>
        <source>Ra&amp;ter</source>
        <translation>&amp;Person</translation>
    </message>
    <message>
        <source>U&amp;ndo last</source>
        <translation>&amp;Letzte zurücknehmen</translation>
    </message>
    <message>
        <source>Answers the previous picture again (Backspace)</source>
        <translation>Das vorige Bild noch einmal beantworten (Rücktaste)</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditPanel</name>
    <message>
        <source>The first picture is being made.</source>
        <translation>Das erste Bild entsteht.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lese…</translation>
    </message>
    <message>
        <source>This audit ended before its first picture.</source>
        <translation>Dieses Audit endete vor seinem ersten Bild.</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Report (*.%1)</source>
        <translation>Bericht (*.%1)</translation>
    </message>
    <message>
        <source>The report was written to %1.</source>
        <translation>Der Bericht wurde nach %1 geschrieben.</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditPictureList</name>
    <message>
        <source>%1, seed %2: %3</source>
        <translation>%1, Seed %2: %3</translation>
    </message>
    <message>
        <source> (the model produced no picture)</source>
        <translation> (das Modell erzeugte kein Bild)</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditPictures</name>
    <message>
        <source>Close these pictures</source>
        <translation>Diese Bilder schließen</translation>
    </message>
    <message>
        <source>Pictures of this part</source>
        <translation>Bilder dieses Teils</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditReader</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditResults</name>
    <message>
        <source>Presentation, apparent age or skin tone, as the instruments read them</source>
        <translation>Erscheinung, scheinbares Alter oder Hautton, wie die Instrumente sie ablesen</translation>
    </message>
    <message>
        <source>What these numbers cannot say</source>
        <translation>Was diese Zahlen nicht sagen können</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 to %2 of %3</source>
        <translation>%1 bis %2 von %3</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2, %n picture(s)</source>
        <translation>
            <numerusform>%1: %2, %n Bild</numerusform>
            <numerusform>%1: %2, %n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Previous prompts</source>
        <translation>Vorige Prompts</translation>
    </message>
    <message>
        <source>Next prompts</source>
        <translation>Nächste Prompts</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditSetup</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>&amp;Start the audit</source>
        <translation>Audit &amp;starten</translation>
    </message>
    <message>
        <source>Start the audit</source>
        <translation>Audit starten</translation>
    </message>
    <message>
        <source>Prompt set</source>
        <translation>Prompt-Sammlung</translation>
    </message>
    <message>
        <source>What the model is asked for: the same prompts for every model</source>
        <translation>Wonach das Modell gefragt wird: dieselben Prompts für jedes Modell</translation>
    </message>
    <message>
        <source>Prompt &amp;set</source>
        <translation>Prompt-Samm&amp;lung</translation>
    </message>
    <message>
        <source>How thorough</source>
        <translation>Wie gründlich</translation>
    </message>
    <message>
        <source>More pictures show smaller differences, and take longer</source>
        <translation>Mehr Bilder zeigen kleinere Unterschiede und dauern länger</translation>
    </message>
    <message>
        <source> points</source>
        <translation> Punkte</translation>
    </message>
    <message>
        <source>&amp;Margin</source>
        <translation>S&amp;pielraum</translation>
    </message>
    <message>
        <source>First seed</source>
        <translation>Erster Seed</translation>
    </message>
    <message>
        <source>Every prompt gets the same seeds, so that two audits can be compared picture by picture</source>
        <translation>Jeder Prompt bekommt dieselben Seeds, damit zwei Audits Bild für Bild verglichen werden können</translation>
    </message>
    <message>
        <source>&amp;First seed</source>
        <translation>Ers&amp;ter Seed</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>Instrumente</translation>
    </message>
    <message>
        <source>The model&apos;s own “a person”</source>
        <translation>Das eigene „a person“ des Modells</translation>
    </message>
    <message>
        <source>The share that should read as woman, if you have one in mind</source>
        <translation>Der Anteil, der als Frau wirken soll, falls Sie einen im Sinn haben</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n prompt(s))</source>
        <translation>
            <numerusform>%1 (%n Prompt)</numerusform>
            <numerusform>%1 (%n Prompts)</numerusform>
        </translation>
    </message>
    <message>
        <source>Your own prompts</source>
        <translation>Eigene Prompts</translation>
    </message>
    <message>
        <source>OpenCV&apos;s face finder (faces only)</source>
        <translation>OpenCVs Gesichtssuche (nur Gesichter)</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>Schneller Blick</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>For a report</source>
        <translation>Für einen Bericht</translation>
    </message>
    <message>
        <source>To show equal shares</source>
        <translation>Um gleiche Anteile zu zeigen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>The model&apos;s own instrument</source>
        <translation>Das Instrument des Modells</translation>
    </message>
    <message>
        <source>Installed instruments for photographs</source>
        <translation>Installierte Instrumente für Fotos</translation>
    </message>
    <message>
        <source>None: people label the pictures</source>
        <translation>Keines: Menschen ordnen die Bilder ein</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>Common numbers of images</source>
        <translation>Übliche Anzahlen von Bildern</translation>
    </message>
    <message>
        <source>Custom number</source>
        <translation>Eigene Anzahl</translation>
    </message>
    <message>
        <source>Images per prompt</source>
        <translation>Bilder je Prompt</translation>
    </message>
    <message>
        <source>&amp;Images per prompt</source>
        <translation>B&amp;ilder je Prompt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Puts the audit into the queue; it can be stopped and resumed at any time</source>
        <translation>Stellt das Audit in die Warteschlange; es lässt sich jederzeit anhalten und fortsetzen</translation>
    </message>
    <message>
        <source>Use current settings</source>
        <translation>Aktuelle Einstellungen verwenden</translation>
    </message>
    <message>
        <source>Uses the steps, guidance, size and negative prompt chosen in this window; otherwise what the model recommends</source>
        <translation>Verwendet Schritte, Führung, Größe und negativen Prompt aus diesem Fenster; sonst, was das Modell empfiehlt</translation>
    </message>
    <message>
        <source>What reads the pictures: how depicted people look, never who somebody is. It makes mistakes; labels by people show how often.</source>
        <translation>Was die Bilder ausliest: wie dargestellte Menschen aussehen, nie, wer jemand ist. Es macht Fehler; Einordnungen durch Menschen zeigen, wie oft.</translation>
    </message>
    <message>
        <source>I&amp;nstruments</source>
        <translation>I&amp;nstrumente</translation>
    </message>
    <message>
        <source>Stop each prompt once
its verdict is settled</source>
        <translation>Jeden Prompt beenden, sobald
sein Urteil feststeht</translation>
    </message>
    <message>
        <source>Stop each prompt once its verdict is settled</source>
        <translation>Jeden Prompt beenden, sobald sein Urteil feststeht</translation>
    </message>
    <message>
        <source>Needs fewer pictures; the intervals take the early stop into account</source>
        <translation>Braucht weniger Bilder; die Intervalle berücksichtigen das frühe Ende</translation>
    </message>
    <message>
        <source>Margin around equal shares</source>
        <translation>Spielraum um gleiche Anteile</translation>
    </message>
    <message>
        <source>A prompt is skewed if its share is farther than this from equal shares</source>
        <translation>Ein Prompt ist schief, wenn sein Anteil um mehr als dies von gleichen Anteilen abweicht</translation>
    </message>
    <message>
        <source>Variant name</source>
        <translation>Name der Variante</translation>
    </message>
    <message>
        <source>A name for what you change, such as another negative prompt; may stay empty</source>
        <translation>Ein Name für das, was Sie ändern, etwa einen anderen negativen Prompt; darf leer bleiben</translation>
    </message>
    <message>
        <source>Vari&amp;ant name</source>
        <translation>Name der &amp;Variante</translation>
    </message>
    <message>
        <source>US workforce share</source>
        <translation>Anteil unter Erwerbstätigen (USA)</translation>
    </message>
    <message>
        <source>Shares of women among employed people in the USA, where the prompt set names an occupation: a workforce, not how pictures should look</source>
        <translation>Frauenanteile unter Erwerbstätigen in den USA, wo die Prompt-Sammlung einen Beruf nennt: eine Statistik, kein Ziel für Bilder</translation>
    </message>
    <message>
        <source>Makes pictures of “a person” as well, and compares the others with them</source>
        <translation>Macht auch Bilder von „a person“ und vergleicht die anderen damit</translation>
    </message>
    <message>
        <source>Custom target</source>
        <translation>Eigenes Ziel</translation>
    </message>
    <message>
        <source>Your target, in percent</source>
        <translation>Ihr Ziel, in Prozent</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Every prompt is compared with equal shares; these come in addition</source>
        <translation>Jeder Prompt wird mit gleichen Anteilen verglichen; diese kommen dazu</translation>
    </message>
    <message>
        <source>The prompts are stored with the audit.</source>
        <translation>Die Prompts werden mit dem Audit gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>At most %n picture(s)</source>
        <translation>
            <numerusform>Höchstens %n Bild</numerusform>
            <numerusform>Höchstens %n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; the time is known once a picture has been made.</source>
        <translation>%1; die Dauer ist bekannt, sobald ein Bild gemacht wurde.</translation>
    </message>
    <message>
        <source>%1, about %2 on this machine</source>
        <translation>%1, etwa %2 auf diesem Rechner</translation>
    </message>
    <message>
        <source>%1, very roughly %2 on this machine</source>
        <translation>%1, ganz grob %2 auf diesem Rechner</translation>
    </message>
    <message>
        <source>Choose a model at the top of the window first.</source>
        <translation>Wählen Sie zuerst oben im Fenster ein Modell.</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::AuditTiles</name>
    <message numerus="yes">
        <source>of %n prompt(s) skewed</source>
        <translation>
            <numerusform>von %n Prompt schief</numerusform>
            <numerusform>von %n Prompts schief</numerusform>
        </translation>
    </message>
    <message>
        <source>within the margin</source>
        <translation>im Spielraum</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>nicht entschieden</translation>
    </message>
    <message>
        <source>average distance from equal shares (%1 to %2)</source>
        <translation>mittlerer Abstand von gleichen Anteilen (%1 bis %2)</translation>
    </message>
    <message numerus="yes">
        <source>of %n picture(s) classified</source>
        <translation>
            <numerusform>von %n Bild eingeordnet</numerusform>
            <numerusform>von %n Bildern eingeordnet</numerusform>
        </translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Berichtigt</translation>
    </message>
    <message>
        <source>by people&apos;s labels</source>
        <translation>nach Einordnungen durch Menschen</translation>
    </message>
    <message>
        <source>Uncorrected</source>
        <translation>Unberichtigt</translation>
    </message>
    <message>
        <source>too few labels by people</source>
        <translation>zu wenige Einordnungen durch Menschen</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::Canvas</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1 by %2 pixels</source>
        <translation>%1 mal %2 Pixel</translation>
    </message>
    <message>
        <source>Before and after, split at %1 percent</source>
        <translation>Vorher und nachher, geteilt bei %1 Prozent</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>Show what is being made</source>
        <translation>Entstehendes Bild zeigen</translation>
    </message>
    <message>
        <source>The picture you chose stays here meanwhile (Esc)</source>
        <translation>Das gewählte Bild bleibt solange hier (Esc)</translation>
    </message>
    <message>
        <source>Describe what you want to see, then press Generate.</source>
        <translation>Beschreiben Sie, was Sie sehen möchten, und drücken Sie „Erzeugen“.</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Noch kein Bild</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::DetailsPanel</name>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Choose a picture to see the settings it was made with.</source>
        <translation>Wählen Sie ein Bild, um die Einstellungen zu sehen, mit denen es entstand.</translation>
    </message>
    <message>
        <source>%1 does not say how it was made.</source>
        <translation>%1 verrät nicht, wie das Bild entstand.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Use only this: %1</source>
        <translation>Nur dies übernehmen: %1</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::FieldEditors</name>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>The other seed</source>
        <translation>Der andere Seed</translation>
    </message>
    <message>
        <source>Seed of the variation</source>
        <translation>Seed der Variation</translation>
    </message>
    <message>
        <source>Strength of the variation</source>
        <translation>Stärke der Variation</translation>
    </message>
    <message>
        <source>Lowest noise level with guidance</source>
        <translation>Niedrigste Rauschstärke mit Führung</translation>
    </message>
    <message>
        <source>Highest noise level with guidance</source>
        <translation>Höchste Rauschstärke mit Führung</translation>
    </message>
    <message>
        <source>∞</source>
        <translation>∞</translation>
    </message>
    <message>
        <source>Back to what the model recommends</source>
        <translation>Zurück zur Empfehlung des Modells</translation>
    </message>
    <message>
        <source>%1: back to what the model recommends</source>
        <translation>%1: zurück zur Empfehlung des Modells</translation>
    </message>
    <message>
        <source>the model&apos;s own %1</source>
        <translation>%1 des Modells</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::Fold</name>
    <message>
        <source>Shows or hides this part</source>
        <translation>Zeigt oder verbirgt diesen Teil</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::GalleryFilter</name>
    <message>
        <source>Shows only pictures of a model, a rating or some days</source>
        <translation>Zeigt nur Bilder eines Modells, einer Bewertung oder einiger Tage</translation>
    </message>
    <message>
        <source>Model of the pictures</source>
        <translation>Modell der Bilder</translation>
    </message>
    <message>
        <source>Lowest rating</source>
        <translation>Niedrigste Bewertung</translation>
    </message>
    <message>
        <source>Any rating</source>
        <translation>Jede Bewertung</translation>
    </message>
    <message>
        <source>Only these days</source>
        <translation>Nur diese Tage</translation>
    </message>
    <message>
        <source>Only pictures of these days</source>
        <translation>Nur Bilder dieser Tage</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>Alle Bilder zeigen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Any model</source>
        <translation>Jedes Modell</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter (%1)</source>
        <translation>Filter (%1)</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::GalleryModel</name>
    <message>
        <source>%1
%2 × %3, seed %4, %5, %6</source>
        <translation>%1
%2 × %3, Seed %4, %5, %6</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::GalleryPanel</name>
    <message>
        <source>Search prompts</source>
        <translation>Prompts durchsuchen</translation>
    </message>
    <message>
        <source>Words of the prompt</source>
        <translation>Wörter des Prompts</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Gallery</source>
        <translation>&amp;Galerie</translation>
    </message>
    <message>
        <source>Ra&amp;ting</source>
        <translation>Be&amp;wertung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>&amp;Move to the trash</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message numerus="yes">
        <source>, %n selected</source>
        <translation>
            <numerusform>, %n ausgewählt</numerusform>
            <numerusform>, %n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder was rescanned: %1 new, %2 gone.</source>
        <translation>Der Ordner wurde neu eingelesen: %1 neu, %2 entfernt.</translation>
    </message>
    <message>
        <source>The folder was rescanned; nothing has changed.</source>
        <translation>Der Ordner wurde neu eingelesen; nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Use these &amp;settings</source>
        <translation>Einstellungen &amp;übernehmen</translation>
    </message>
    <message>
        <source>&amp;Render again</source>
        <translation>Noch einmal e&amp;rzeugen</translation>
    </message>
    <message>
        <source>&amp;Variation (new seed)</source>
        <translation>&amp;Variante (neuer Seed)</translation>
    </message>
    <message>
        <source>&amp;Export with settings…</source>
        <translation>Mit Einstellungen &amp;exportieren…</translation>
    </message>
    <message>
        <source>Export &amp;without settings…</source>
        <translation>&amp;Ohne Einstellungen exportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Or&amp;dner öffnen</translation>
    </message>
    <message>
        <source>&amp;Put back from the trash</source>
        <translation>Aus dem Papierkorb &amp;zurückholen</translation>
    </message>
    <message>
        <source>Resca&amp;n folder</source>
        <translation>Ordner &amp;neu einlesen</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Export pictures</source>
        <translation>Bilder exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n picture(s) to %1</source>
        <translation>
            <numerusform>%n Bild nach %1 exportiert</numerusform>
            <numerusform>%n Bilder nach %1 exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>No file manager could be opened. The picture is in %1.</source>
        <translation>Es ließ sich keine Dateiverwaltung öffnen. Das Bild ist in %1.</translation>
    </message>
    <message>
        <source>%1 could not be moved to the trash. The file was not moved.</source>
        <translation>%1 konnte nicht in den Papierkorb gelegt werden. Die Datei wurde nicht verschoben.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) moved to the trash.</source>
        <translation>
            <numerusform>%n Bild in den Papierkorb gelegt.</numerusform>
            <numerusform>%n Bilder in den Papierkorb gelegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file was no longer there; it is off the list now.</source>
        <translation>Die Datei war nicht mehr vorhanden; sie steht nun nicht mehr in der Liste.</translation>
    </message>
    <message>
        <source>%1 could not be put back; it is still in the trash.</source>
        <translation>%1 konnte nicht zurückgeholt werden; die Datei ist noch im Papierkorb.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) put back.</source>
        <translation>
            <numerusform>%n Bild zurückgeholt.</numerusform>
            <numerusform>%n Bilder zurückgeholt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your pictures will appear here.</source>
        <translation>Hier erscheinen Ihre Bilder.</translation>
    </message>
    <message>
        <source>Move to the trash?</source>
        <translation>In den Papierkorb legen?</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) would be moved to the trash.</source>
        <translation>
            <numerusform>%n Bild würde in den Papierkorb gelegt.</numerusform>
            <numerusform>%n Bilder würden in den Papierkorb gelegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>No picture matches this search. Clear the search field or the filter.</source>
        <translation>Kein Bild passt zu dieser Suche. Leeren Sie das Suchfeld oder den Filter.</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::GuidanceCurve</name>
    <message>
        <source>Guidance over the steps, first to last. Flat ground: guidance is off there.</source>
        <translation>Die Führung über die Schritte, vom ersten zum letzten. Am Boden ist sie ausgeschaltet.</translation>
    </message>
    <message>
        <source>Guidance over the steps</source>
        <translation>Führung über die Schritte</translation>
    </message>
    <message>
        <source>Guidance acts in %1 of %2 steps</source>
        <translation>Die Führung wirkt in %1 von %2 Schritten</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::Hints</name>
    <message>
        <source>&amp;Skip</source>
        <translation>Übersp&amp;ringen</translation>
    </message>
    <message>
        <source>&amp;Next (%1 of %2)</source>
        <translation>&amp;Weiter (%1 von %2)</translation>
    </message>
    <message>
        <source>G&amp;ot it</source>
        <translation>Ver&amp;standen</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::JobDisplay</name>
    <message>
        <source>Progress of this job</source>
        <translation>Fortschritt dieses Auftrags</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>Loading %1 (%2)…</source>
        <translation>%1 wird geladen (%2)…</translation>
    </message>
    <message>
        <source>%1 % – Evenlight</source>
        <translation>%1 % – Evenlight</translation>
    </message>
    <message>
        <source>picture %1 of %2, </source>
        <translation>Bild %1 von %2, </translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message numerus="yes">
        <source>, %n more job(s) waiting</source>
        <translation>
            <numerusform>, %n weiterer Auftrag wartet</numerusform>
            <numerusform>, %n weitere Aufträge warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Evenlight</source>
        <translation>Evenlight</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::JobQueue</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>(no prompt)</source>
        <translation>(kein Prompt)</translation>
    </message>
    <message>
        <source>audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::KeysDialog</name>
    <message>
        <source>more weight for the word</source>
        <translation>mehr Gewicht für das Wort</translation>
    </message>
    <message>
        <source>less weight for the word</source>
        <translation>weniger Gewicht für das Wort</translation>
    </message>
    <message>
        <source>words that the model knows</source>
        <translation>Wörter, die das Modell kennt</translation>
    </message>
    <message>
        <source>larger</source>
        <translation>größer</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>kleiner</translation>
    </message>
    <message>
        <source>move it, or the line of the comparison</source>
        <translation>es verschieben, oder die Linie des Vergleichs</translation>
    </message>
    <message>
        <source>rate it</source>
        <translation>bewerten</translation>
    </message>
    <message>
        <source>move it to the trash</source>
        <translation>in den Papierkorb legen</translation>
    </message>
    <message>
        <source>reads as woman</source>
        <translation>wirkt als Frau</translation>
    </message>
    <message>
        <source>reads as man</source>
        <translation>wirkt als Mann</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>several people</source>
        <translation>mehrere Personen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>In the prompt</source>
        <translation>Im Prompt</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>Auf dem Bild</translation>
    </message>
    <message>
        <source>In the gallery</source>
        <translation>In der Galerie</translation>
    </message>
    <message>
        <source>While labelling pictures</source>
        <translation>Beim Einordnen von Bildern</translation>
    </message>
    <message>
        <source>fit to window</source>
        <translation>an das Fenster anpassen</translation>
    </message>
    <message>
        <source>actual size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>use these settings</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>no person visible</source>
        <translation>keine Person zu sehen</translation>
    </message>
    <message>
        <source>undo last</source>
        <translation>letzte zurücknehmen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::MainWindow</name>
    <message>
        <source>&amp;Save the unsaved picture…</source>
        <translation>Ungespeichertes Bild &amp;sichern …</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Evenlight</source>
        <translation>Evenlight</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>&amp;Bild</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Cancel &amp;all jobs</source>
        <translation>&amp;Alle Aufträge abbrechen</translation>
    </message>
    <message>
        <source>&amp;Open a picture or recipe…</source>
        <translation>Bild oder Rezept ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>A&amp;udit a model</source>
        <translation>Modell a&amp;uditieren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>B&amp;earbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Main tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Evenlight</source>
        <translation>&amp;Über Evenlight</translation>
    </message>
    <message>
        <source>Write here what you want to see. Ctrl+Up gives the word at the cursor more weight, Ctrl+Down less; words the model knows are completed as you type.</source>
        <translation>Schreiben Sie hier, was Sie sehen möchten. Strg+Hoch gibt dem Wort am Cursor mehr Gewicht, Strg+Runter weniger; Wörter, die das Modell kennt, werden beim Tippen ergänzt.</translation>
    </message>
    <message>
        <source>Picture ▸ Audit a model counts whom a model draws for “CEO” or “nurse”, with intervals and limits. The parts of this window can be moved and shown under View.</source>
        <translation>Bild ▸ Modell auditieren zählt, wen ein Modell für „CEO“ oder „nurse“ zeichnet, mit Intervallen und Grenzen. Die Teile dieses Fensters lassen sich verschieben und unter Ansicht zeigen.</translation>
    </message>
    <message>
        <source>About Evenlight</source>
        <translation>Über Evenlight</translation>
    </message>
    <message>
        <source>Evenlight %1 makes pictures from text on this machine and measures how the model that makes them depicts people.

It counts how depicted people are perceived, never who somebody is.

Apache License 2.0; the file NOTICE names what others made.</source>
        <translation>Evenlight %1 macht auf diesem Rechner Bilder aus Text und misst, wie das Modell dahinter Menschen darstellt.

Es zählt, wie dargestellte Menschen wahrgenommen werden, nie, wer jemand ist.

Apache License 2.0; die Datei NOTICE nennt, was andere gemacht haben.</translation>
    </message>
    <message>
        <source>Open a picture or recipe</source>
        <translation>Bild oder Rezept öffnen</translation>
    </message>
    <message>
        <source>Pictures and recipes (*.png *.jpg *.jpeg *.webp *.json *.txt)</source>
        <translation>Bilder und Rezepte (*.png *.jpg *.jpeg *.webp *.json *.txt)</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Wählen Sie zuerst ein Modell.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Cancelled; the pictures that were finished are kept.</source>
        <translation>Abgebrochen; die fertigen Bilder bleiben.</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>A&amp;nordnung</translation>
    </message>
    <message>
        <source>&amp;Save this layout…</source>
        <translation>Diese Anordnung &amp;sichern…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Save this layout</source>
        <translation>Anordnung sichern</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Search the gallery</source>
        <translation>Galerie durchsuchen</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Felder</translation>
    </message>
    <message>
        <source>Co&amp;ntinue the queue</source>
        <translation>&amp;Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>the model&apos;s own size</source>
        <translation>Größe des Modells</translation>
    </message>
    <message>
        <source>Use %1 × %1</source>
        <translation>%1 × %1 nehmen</translation>
    </message>
    <message>
        <source>%1 is best at about %2 × %2 pixels; the size is %3 × %4 now.</source>
        <translation>%1 ist bei etwa %2 × %2 Pixeln am besten; eingestellt sind %3 × %4.</translation>
    </message>
    <message>
        <source>Cancel this job?</source>
        <translation>Diesen Auftrag abbrechen?</translation>
    </message>
    <message>
        <source>It has been running for %1. Finished pictures are kept.</source>
        <translation>Er läuft seit %1. Fertige Bilder bleiben erhalten.</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Cancel all jobs?</source>
        <translation>Alle Aufträge abbrechen?</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are waiting and would be removed.</source>
        <translation>
            <numerusform>%n Auftrag wartet und würde entfernt.</numerusform>
            <numerusform>%n Aufträge warten und würden entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>A picture is being made.</source>
        <translation>Gerade entsteht ein Bild.</translation>
    </message>
    <message numerus="yes">
        <source>%n more job(s) are waiting; they are kept for the next start.</source>
        <translation>
            <numerusform>Ein weiterer Auftrag (%n) wartet; er bleibt für den nächsten Start erhalten.</numerusform>
            <numerusform>%n weitere Aufträge warten; sie bleiben für den nächsten Start erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit Evenlight?</source>
        <translation>Evenlight beenden?</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Quit after this picture</source>
        <translation>Nach diesem Bild beenden</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Nicht beenden</translation>
    </message>
    <message>
        <source>Evenlight quits when this picture is finished.</source>
        <translation>Evenlight wird beendet, sobald dieses Bild fertig ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) from the last time are waiting in the queue.</source>
        <translation>
            <numerusform>%n Auftrag vom letzten Mal steht in der Warteschlange.</numerusform>
            <numerusform>%n Aufträge vom letzten Mal stehen in der Warteschlange.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Hide panels (full screen)</source>
        <translation>&amp;Felder ausblenden (Vollbild)</translation>
    </message>
    <message>
        <source>Stops the running job; finished pictures are kept (Esc)</source>
        <translation>Bricht den laufenden Auftrag ab; fertige Bilder bleiben erhalten (Esc)</translation>
    </message>
    <message>
        <source>&amp;Quick tour</source>
        <translation>&amp;Kurze Einführung</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Generate starts the picture: Ctrl+Return from anywhere. Press it again and the next one waits in the queue. Every picture remembers its settings; drop one on the window to load them.</source>
        <translation>„Erzeugen“ beginnt das Bild, mit Strg+Eingabe von überall. Noch einmal gedrückt, kommt das nächste in die Warteschlange. Jedes Bild merkt sich seine Einstellungen; ziehen Sie eines auf das Fenster, um sie zu laden.</translation>
    </message>
    <message>
        <source>loading a picture&apos;s settings</source>
        <translation>Einstellungen eines Bildes laden</translation>
    </message>
    <message>
        <source>Settings loaded from %1.</source>
        <translation>Einstellungen von %1 geladen.</translation>
    </message>
    <message>
        <source>%1 is shown, but only PNG, JPEG and WebP files contain settings.</source>
        <translation>%1 wird gezeigt, aber nur PNG-, JPEG- und WebP-Dateien enthalten Einstellungen.</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>An Fenster an&amp;passen</translation>
    </message>
    <message>
        <source>&amp;Actual size (100 %)</source>
        <translation>Origina&amp;lgröße (100 %)</translation>
    </message>
    <message>
        <source>&amp;Compare with previous</source>
        <translation>Mit dem vorigen &amp;vergleichen</translation>
    </message>
    <message>
        <source>Compares with the previous picture; drag the line or press Left and Right (Ctrl+B)</source>
        <translation>Vergleicht mit dem vorigen Bild; die Linie ziehen oder Links und Rechts drücken (Strg+B)</translation>
    </message>
    <message>
        <source>Default &amp;layout</source>
        <translation>S&amp;tandardanordnung</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Makes the picture, after those in the queue (Ctrl+Return)</source>
        <translation>Erzeugt das Bild nach denen in der Warteschlange (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Saves a picture that could not be written somewhere else</source>
        <translation>Speichert ein Bild, das nicht geschrieben werden konnte, an einem anderen Ort</translation>
    </message>
    <message>
        <source>Folder and language take effect at the next start.</source>
        <translation>Ordner und Sprache gelten ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Queue (%1)</source>
        <translation>Warteschlange (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running or waiting (Alt+3)</source>
        <translation>
            <numerusform>%n Auftrag läuft oder wartet (Alt+3)</numerusform>
            <numerusform>%n Aufträge laufen oder warten (Alt+3)</numerusform>
        </translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>Linke Seite</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>Rechte Seite</translation>
    </message>
    <message>
        <source>Shows or hides: %1 (%2)</source>
        <translation>Zeigt oder verbirgt: %1 (%2)</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>What you can do about it</source>
        <translation>Was Sie tun können</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::ModelChoice</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model that draws the pictures</source>
        <translation>Das Modell, das die Bilder zeichnet</translation>
    </message>
    <message>
        <source>The model used last, %1, is no longer there; another one is in use now. If it is on a drive, connect that and choose the model again.</source>
        <translation>Das zuletzt verwendete Modell, %1, ist nicht mehr vorhanden; jetzt ist ein anderes in Gebrauch. Liegt es auf einem Laufwerk, schließen Sie dieses an und wählen Sie das Modell erneut.</translation>
    </message>
    <message>
        <source>There is no model here yet; add a model&apos;s file or folder first.</source>
        <translation>Hier ist noch kein Modell; fügen Sie zuerst die Datei oder den Ordner eines Modells hinzu.</translation>
    </message>
    <message>
        <source>It does not say which model it was made with.</source>
        <translation>Es sagt nicht, mit welchem Modell es entstand.</translation>
    </message>
    <message>
        <source>The model %1 here is another one than the recipe was made with: its hash differs; the one in use stays.</source>
        <translation>Das Modell %1 hier ist ein anderes als das, mit dem das Rezept entstand: sein Hash ist ein anderer; das bisherige bleibt.</translation>
    </message>
    <message>
        <source>Its model, %1, is not on the list of models; the one in use stays.</source>
        <translation>Sein Modell, %1, steht nicht auf der Liste der Modelle; das bisherige bleibt.</translation>
    </message>
    <message>
        <source>known by its hash %1</source>
        <translation>nur die Prüfsumme %1 ist bekannt</translation>
    </message>
    <message>
        <source>The model %1 is another one than the recipe was made with: its hash differs, so the picture will differ too.</source>
        <translation>Das Modell %1 ist ein anderes als das, mit dem das Rezept entstand: sein Hash ist ein anderer, also wird auch das Bild ein anderes.</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::ModelShelf</name>
    <message>
        <source>It %1.</source>
        <translation>Sie %1.</translation>
    </message>
    <message>
        <source>%1 – can&apos;t be used</source>
        <translation>%1 – nicht verwendbar</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::ModelsPanel</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>Dieses Modell &amp;nutzen</translation>
    </message>
    <message>
        <source>Makes the next pictures with it (Return)</source>
        <translation>Macht die nächsten Bilder damit (Eingabe)</translation>
    </message>
    <message>
        <source>Add a &amp;file…</source>
        <translation>&amp;Datei hinzufügen…</translation>
    </message>
    <message>
        <source>A checkpoint: .safetensors</source>
        <translation>Ein Checkpoint: .safetensors</translation>
    </message>
    <message>
        <source>Add a model&apos;s file</source>
        <translation>Datei eines Modells hinzufügen</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.ckpt *.pt *.pth *.gguf *.bin *.onnx);;All files (*)</source>
        <translation>Modelle (*.safetensors *.ckpt *.pt *.pth *.gguf *.bin *.onnx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add a f&amp;older…</source>
        <translation>&amp;Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>A diffusers folder, or one whose models are all listed</source>
        <translation>Ein diffusers-Ordner oder einer, dessen Modelle alle aufgelistet werden</translation>
    </message>
    <message>
        <source>Add a folder of models</source>
        <translation>Ordner mit Modellen hinzufügen</translation>
    </message>
    <message>
        <source>Hash of the model</source>
        <translation>Prüfsumme des Modells</translation>
    </message>
    <message>
        <source>SHA-256, by which recipes know a model under any name. Large files take a while.</source>
        <translation>SHA-256, woran Rezepte ein Modell unter jedem Namen erkennen. Große Dateien brauchen eine Weile.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be used. %2</source>
        <translation>%1 ist nicht verwendbar. %2</translation>
    </message>
    <message>
        <source>%1 is in use.</source>
        <translation>%1 wird verwendet.</translation>
    </message>
    <message>
        <source>%1 can be used.</source>
        <translation>%1 ist verwendbar.</translation>
    </message>
    <message>
        <source>%1 holds no file that looks like a model.</source>
        <translation>%1 enthält keine Datei, die wie ein Modell aussieht.</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>What computes the pictures. Automatic takes a graphics card if there is one; the same recipe gives the same picture on the same device.</source>
        <translation>Was die Bilder rechnet. Automatisch nimmt eine Grafikkarte, wenn es eine gibt; dasselbe Rezept gibt auf demselben Gerät dasselbe Bild.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Remove from &amp;list</source>
        <translation>Aus der &amp;Liste entfernen</translation>
    </message>
    <message>
        <source>Takes this model off the list; nothing on the disk changes</source>
        <translation>Nimmt dieses Modell aus der Liste; auf dem Datenträger ändert sich nichts</translation>
    </message>
    <message>
        <source>Compute &amp;SHA-256</source>
        <translation>&amp;SHA-256 berechnen</translation>
    </message>
    <message>
        <source>Select a model to see its details.</source>
        <translation>Wählen Sie ein Modell, um seine Angaben zu sehen.</translation>
    </message>
    <message>
        <source>Checking %1…</source>
        <translation>%1 wird geprüft…</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet…</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::OwnPrompts</name>
    <message>
        <source>Subjects, one per line</source>
        <translation>Motive, eines je Zeile</translation>
    </message>
    <message>
        <source>Whom the pictures show, one per line, with the article: a CEO</source>
        <translation>Wen die Bilder zeigen, eines je Zeile, mit Artikel: a CEO</translation>
    </message>
    <message>
        <source>a CEO
a nurse</source>
        <translation>a CEO
a nurse</translation>
    </message>
    <message>
        <source>Wordings, one per line</source>
        <translation>Wortlaute, einer je Zeile</translation>
    </message>
    <message>
        <source>How each subject is put into words; {subject} stands for it. Every subject is made with each of them in turn.</source>
        <translation>Wie jede Angabe in Worte gefasst wird; {subject} steht für sie. Jede wird reihum mit allen Formulierungen gemacht.</translation>
    </message>
    <message>
        <source>S&amp;ubjects, one per line</source>
        <translation>&amp;Motive, eines je Zeile</translation>
    </message>
    <message>
        <source>&amp;Wordings, one per line</source>
        <translation>&amp;Wortlaute, einer je Zeile</translation>
    </message>
    <message>
        <source>Write at least one subject, such as “a CEO”.</source>
        <translation>Schreiben Sie mindestens eine Angabe, etwa „a CEO“.</translation>
    </message>
    <message>
        <source>Own prompts</source>
        <translation>Eigene Prompts</translation>
    </message>
    <message>
        <source>The wording “%1” must contain {subject} once.</source>
        <translation>Der Wortlaut „%1“ muss {subject} einmal enthalten.</translation>
    </message>
    <message>
        <source>Your own prompts</source>
        <translation>Eigene Prompts</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::PictureWell</name>
    <message>
        <source>Drop a picture here, or click to choose one: PNG, JPEG or WebP.</source>
        <translation>Legen Sie hier ein Bild ab oder klicken Sie, um eines zu wählen: PNG, JPEG oder WebP.</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take out: %1</source>
        <translation>Herausnehmen: %1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Drop or choose …</source>
        <translation>Ablegen oder wählen …</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Folder for pictures</source>
        <translation>Ordner für Bilder</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>die des Modells</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Size of new pictures</source>
        <translation>Größe neuer Bilder</translation>
    </message>
    <message>
        <source>before quitting while a picture is being made</source>
        <translation>vor dem Beenden, während ein Bild entsteht</translation>
    </message>
    <message>
        <source>before cancelling more than a minute of work</source>
        <translation>vor dem Abbrechen von mehr als einer Minute Arbeit</translation>
    </message>
    <message>
        <source>before moving pictures to the trash</source>
        <translation>bevor Bilder in den Papierkorb gelegt werden</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Nachfragen</translation>
    </message>
    <message>
        <source>File name of new pictures</source>
        <translation>Dateiname neuer Bilder</translation>
    </message>
    <message>
        <source>{prompt}, {seed}, {date}, {time} and {model} stand for what they say; / makes a folder. A number is added if the file exists already.</source>
        <translation>{prompt}, {seed}, {date} (Datum), {time} (Uhrzeit) und {model} werden ersetzt; / legt einen Ordner an. Gibt es die Datei schon, kommt eine Zahl dazu.</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>This is no file name: use letters, {prompt}, {seed}, {date}, {time}, {model} and / for folders.</source>
        <translation>Das ist kein Dateiname: Verwenden Sie Buchstaben, {prompt}, {seed}, {date}, {time}, {model} und / für Ordner.</translation>
    </message>
    <message>
        <source>Example: %1.png</source>
        <translation>Beispiel: %1.png</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::PromptCompleter</name>
    <message>
        <source>Embeddings and words that the model knows</source>
        <translation>Embeddings und Wörter, die das Modell kennt</translation>
    </message>
    <message numerus="yes">
        <source>%1 – embedding, %n token(s)</source>
        <translation>
            <numerusform>%1 – Embedding, %n Token</numerusform>
            <numerusform>%1 – Embedding, %n Token</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::PromptPanel</name>
    <message>
        <source>What do you want to see?</source>
        <translation>Was möchten Sie sehen?</translation>
    </message>
    <message>
        <source>What should not be in it?</source>
        <translation>Was soll nicht darin sein?</translation>
    </message>
    <message>
        <source>Ctrl+Up and Ctrl+Down change the weight of the word at the cursor.</source>
        <translation>Strg+Hoch und Strg+Runter ändern das Gewicht des Wortes am Cursor.</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 von %2 Token</translation>
    </message>
    <message>
        <source>, with %1</source>
        <translation>, mit %1</translation>
    </message>
    <message numerus="yes">
        <source>The model reads the prompt in parts of %1 tokens; this one takes %n part(s).</source>
        <translation>
            <numerusform>Das Modell liest den Prompt in Teilen zu %1 Token; dieser braucht %n Teil.</numerusform>
            <numerusform>Das Modell liest den Prompt in Teilen zu %1 Token; dieser braucht %n Teile.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>evenlight::studio::QueuePanel</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Make this job earlier</source>
        <translation>Diesen Auftrag früher machen</translation>
    </message>
    <message>
        <source>Make this job later</source>
        <translation>Diesen Auftrag später machen</translation>
    </message>
    <message>
        <source>The queue is empty. Describe a picture and press Generate.</source>
        <translation>Die Warteschlange ist leer. Beschreiben Sie ein Bild und drücken Sie „Erzeugen“.</translation>
    </message>
    <message>
        <source>Remove this job, or cancel it if it is running</source>
        <translation>Diesen Auftrag entfernen oder, wenn er läuft, abbrechen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Remove finished, cancelled and failed jobs</source>
        <translation>Fertige, abgebrochene und gescheiterte Aufträge entfernen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Start no new jobs</source>
        <translation>Keine neuen Aufträge beginnen</translation>
    </message>
    <message>
        <source>Resume the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::RecipeState</name>
    <message>
        <source>the model&apos;s own %1</source>
        <translation>%1 des Modells</translation>
    </message>
    <message>
        <source>the model&apos;s own settings</source>
        <translation>Einstellungen des Modells</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::SeedField</name>
    <message>
        <source>Keep this seed; otherwise every press of Generate takes a new one.</source>
        <translation>Diesen Seed behalten; sonst nimmt jeder Druck auf „Erzeugen“ einen neuen.</translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation>Seed behalten</translation>
    </message>
    <message>
        <source>Another random seed</source>
        <translation>Ein anderer zufälliger Seed</translation>
    </message>
    <message>
        <source>another seed</source>
        <translation>anderer Seed</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::SettingsPanel</name>
    <message>
        <source>From a picture</source>
        <translation>Von einem Bild aus</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>Pictures that one press of Generate makes, with seeds N, N+1, …</source>
        <translation>Bilder, die ein Druck auf „Erzeugen“ macht, mit den Seeds N, N+1, …</translation>
    </message>
    <message>
        <source>Number of pictures</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <source>Of them, rendered together. More at once needs more memory; the pictures are the same.</source>
        <translation>Davon gleichzeitig gemacht. Mehr auf einmal braucht mehr Speicher; die Bilder sind dieselben.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Reset to the model&apos;s settings</source>
        <translation>Auf die Werte des Modells zurücksetzen</translation>
    </message>
    <message>
        <source>Everything but the prompts and the seed</source>
        <translation>Alles außer Prompts und Seed</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>zugleich</translation>
    </message>
    <message>
        <source>Guidance details</source>
        <translation>Führung im Einzelnen</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Bilder zugleich</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::SizeFields</name>
    <message>
        <source>Square</source>
        <translation>Quadrat</translation>
    </message>
    <message>
        <source>Landscape 4:3</source>
        <translation>Quer 4:3</translation>
    </message>
    <message>
        <source>Portrait 3:4</source>
        <translation>Hoch 3:4</translation>
    </message>
    <message>
        <source>Landscape 3:2</source>
        <translation>Quer 3:2</translation>
    </message>
    <message>
        <source>Portrait 2:3</source>
        <translation>Hoch 2:3</translation>
    </message>
    <message>
        <source>Wide 16:9</source>
        <translation>Breit 16:9</translation>
    </message>
    <message>
        <source>Tall 9:16</source>
        <translation>Schmal 9:16</translation>
    </message>
    <message>
        <source>Size preset</source>
        <translation>Größenvorlage</translation>
    </message>
    <message>
        <source>Shapes with as many pixels as the model was trained at.</source>
        <translation>Formen mit so vielen Pixeln, wie das Modell beim Training sah.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation>Breite und Höhe tauschen</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>a new size</source>
        <translation>eine neue Größe</translation>
    </message>
    <message>
        <source>swapping width and height</source>
        <translation>Breite und Höhe tauschen</translation>
    </message>
</context>
<context>
    <name>evenlight::studio::Worker</name>
    <message>
        <source>There is not enough memory for this picture; take a smaller size or fewer pictures at once.</source>
        <translation>Für dieses Bild reicht der Speicher nicht; nehmen Sie eine kleinere Größe oder weniger Bilder auf einmal.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>The Evenlight studio: makes pictures from text on this machine.</source>
        <translation>Das Evenlight-Studio: macht auf diesem Rechner Bilder aus Text.</translation>
    </message>
    <message>
        <source>where pictures are kept</source>
        <translation>wo Bilder aufbewahrt werden</translation>
    </message>
    <message>
        <source>a picture whose settings are loaded</source>
        <translation>ein Bild, dessen Einstellungen geladen werden</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen.</translation>
    </message>
</context>
</TS>
