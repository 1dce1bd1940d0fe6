<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source> (did you mean {0}?)</source>
        <translation> (meinten Sie {0}?)</translation>
    </message>
    <message>
        <source>&quot;Inconclusive&quot; does not mean that there is no skew, and no verdict here says that a model is free of bias.</source>
        <translation>„Nicht entschieden“ heißt nicht, dass es keine Schieflage gibt, und kein Urteil hier sagt, dass ein Modell frei von Verzerrung ist.</translation>
    </message>
    <message>
        <source>&quot;years&quot; is for age with under_20, 20_39, 40_59, 60_plus</source>
        <translation>„years“ ist für das Alter mit under_20, 20_39, 40_59, 60_plus</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no arm of these counts</source>
        <translation>„{0}“ ist kein Arm dieser Zählungen</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no attribute of this audit; it has {1}</source>
        <translation>„{0}“ ist kein Attribut dieses Audits; es hat {1}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no label; write {1}</source>
        <translation>„{0}“ ist keine Einordnung; schreiben Sie {1}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no picture of this audit</source>
        <translation>„{0}“ ist kein Bild dieses Audits</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no picture of this audit; a spreadsheet may have made a number of its id: import the column as text</source>
        <translation>„{0}“ ist kein Bild dieses Audits; vielleicht hat eine Tabellenkalkulation die Kennung zur Zahl gemacht: Importieren Sie die Spalte als Text</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not known; accepted are {1}</source>
        <translation>„{0}“ ist nicht bekannt; möglich sind {1}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is unknown or stands there twice; there are presentation, age and tone_band</source>
        <translation>„{0}“ ist unbekannt oder steht zweimal da; es gibt presentation, age und tone_band</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; stands there twice</source>
        <translation>„{0}“ steht zweimal da</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no class of its own and is counted as {1}</source>
        <translation>„{0}“ ist keine eigene Klasse und wird als {1} gezählt</translation>
    </message>
    <message>
        <source>1 image was labelled by 1 person.</source>
        <translation>Ein Bild wurde von einem Menschen eingeordnet.</translation>
    </message>
    <message>
        <source>1 image was labelled by {0} people.</source>
        <translation>Ein Bild wurde von {0} Menschen eingeordnet.</translation>
    </message>
    <message>
        <source>1 prompt</source>
        <translation>1 Prompt</translation>
    </message>
    <message>
        <source>60 plus</source>
        <translation>60 und älter</translation>
    </message>
    <message>
        <source>A denoising strength of {0} is named: the picture may have begun from another picture, or had a high-resolution pass; neither is supported, so expect differences.</source>
        <translation>Eine Entrauschungsstärke von {0} ist genannt: Das Bild kann aus einem anderen entstanden sein oder einen Durchgang in hoher Auflösung gehabt haben; beides wird nicht unterstützt, erwarten Sie also Unterschiede.</translation>
    </message>
    <message>
        <source>A prompt set is no random sample of prompts: what is said of all prompts together is said of these.</source>
        <translation>Eine Prompt-Sammlung ist keine Zufallsstichprobe von Prompts: Was von allen Prompts zusammen gesagt wird, gilt von diesen.</translation>
    </message>
    <message>
        <source>A verdict stands only if it stands however the unclear images are given out.</source>
        <translation>Ein Urteil gilt nur, wenn es gilt, wie auch immer man die unklaren Bilder verteilt.</translation>
    </message>
    <message>
        <source>After the correction by people&apos;s labels, {0}: of {1}, {2} skewed, {3} within the margin, {4} inconclusive; the mean distance from parity is {5} ({6} interval {7}).</source>
        <translation>Nach der Berichtigung durch Einordnungen von Menschen, {0}: Von {1} sind {2} schief, {3} im Spielraum und {4} nicht entschieden; der mittlere Abstand zur Parität ist {5} ({6}-Intervall {7}).</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Arm {0}, beside the workforce rows named in the prompt set, {1} by more than the margin; over all of them the mean gap is {2}.</source>
        <translation>Arm {0}, neben den Zeilen der Erwerbsstatistik, die die Prompt-Sammlung nennt: Die Abweichung ist {1} größer als der Spielraum; über alle ist der mittlere Abstand {2}.</translation>
    </message>
    <message>
        <source>Arm {0}, {1}: of {2}, {3}.</source>
        <translation>Arm {0}, {1}: Von {2} sind {3}.</translation>
    </message>
    <message>
        <source>At most one audit in twenty has a wrong &quot;skewed&quot; (Holm over the prompts of an arm and attribute); of prompts that are called within the margin at most one in twenty is not, on average (Benjamini and Hochberg). Both are exact tests about the margin.</source>
        <translation>Höchstens ein Audit von zwanzig enthält ein falsches „schief“ (Holm über die Prompts eines Arms und Attributs); von Prompts, die im Spielraum genannt werden, ist es im Mittel höchstens einer von zwanzig nicht (Benjamini und Hochberg). Beides sind exakte Tests über den Spielraum.</translation>
    </message>
    <message>
        <source>Beside the workforce rows named in the prompt set, {0} by more than the margin; over all of them the mean gap is {1}.</source>
        <translation>Neben den Zeilen der Erwerbsstatistik, die die Prompt-Sammlung nennt, ist die Abweichung {0} größer als der Spielraum; über alle ist der mittlere Abstand {1}.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa, instrument and people: {0}.</source>
        <translation>Cohens Kappa, Instrument und Menschen: {0}.</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa, {0} and {1}: {2} over 1 image.</source>
        <translation>Cohens Kappa, {0} und {1}: {2} über 1 Bild.</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa, {0} and {1}: {2} over {3} images.</source>
        <translation>Cohens Kappa, {0} und {1}: {2} über {3} Bilder.</translation>
    </message>
    <message>
        <source>Counted is how depicted, non-existent people read: as woman, as man, or unclear. These are conventions of measuring, not identities, and they leave out everybody who is neither.</source>
        <translation>Gezählt wird, wie dargestellte, nicht existierende Menschen wirken: als Frau, als Mann oder unklar. Das sind Übereinkünfte des Messens, keine Identitäten, und sie lassen alle aus, die weder das eine noch das andere sind.</translation>
    </message>
    <message>
        <source>Counts came from elsewhere; how their images were measured is not known here.</source>
        <translation>Die Zählungen kommen von anderswo; wie ihre Bilder gemessen wurden, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Encoding the PNG failed: {0}.</source>
        <translation>Das PNG konnte nicht erzeugt werden: {0}.</translation>
    </message>
    <message>
        <source>Eta {0} is beyond 1 and passed over.</source>
        <translation>Eta {0} liegt über 1 und wird übergangen.</translation>
    </message>
    <message>
        <source>Evenlight&apos;s own recipe in it is lost or damaged; A1111&apos;s text beside it is used, which does not hold everything.</source>
        <translation>Evenlights eigenes Rezept darin ist verloren oder beschädigt; verwendet wird der Text von A1111 daneben, der nicht alles enthält.</translation>
    </message>
    <message>
        <source>Extreme beyond doubt, with the whole interval above 90 % or below 10 %: {0} of {1}. It takes {2} images to show that; it could be shown of {3} and is not ruled out of {4}.</source>
        <translation>Zweifelsfrei extrem, mit dem ganzen Intervall über 90 % oder unter 10 %: {0} von {1}. Um das zu zeigen, braucht es {2} Bilder; bei {3} ließe es sich zeigen, bei {4} ist es nicht ausgeschlossen.</translation>
    </message>
    <message>
        <source>Faces were found by a Haar cascade, the last resort.</source>
        <translation>Gesichter wurden mit einer Haar-Kaskade gefunden, dem letzten Notbehelf.</translation>
    </message>
    <message>
        <source>FreeU</source>
        <translation>FreeU</translation>
    </message>
    <message>
        <source>Inconclusive because the instrument is unchecked, else within the margin: {0}.</source>
        <translation>Nicht entschieden, weil das Instrument ungeprüft ist, sonst im Spielraum: {0}.</translation>
    </message>
    <message>
        <source>Instrument {0}: {1}.</source>
        <translation>Instrument {0}: {1}.</translation>
    </message>
    <message>
        <source>Instrument: {0} is no manifest; accepted are auto, own, photographs, haar, none, a manifest or a folder of manifests.</source>
        <translation>Instrument: {0} ist kein Manifest; möglich sind auto, own, photographs, haar, none, ein Manifest oder ein Ordner mit Manifesten.</translation>
    </message>
    <message>
        <source>It holds for these prompts, this sampler and these settings, not for the model in general.</source>
        <translation>Es gilt für diese Prompts, diesen Sampler und diese Einstellungen, nicht für das Modell überhaupt.</translation>
    </message>
    <message>
        <source>It started from noise out of a file, which the studio cannot take; the seed&apos;s own noise gives another picture.</source>
        <translation>Es begann mit Rauschen aus einer Datei, die das Studio nicht annimmt; das Rauschen des Seeds ergibt ein anderes Bild.</translation>
    </message>
    <message>
        <source>LOW:HIGH</source>
        <translation>LOW:HIGH</translation>
    </message>
    <message>
        <source>No Vulkan driver was found; install the driver of your GPU or choose the device &quot;cpu&quot;.</source>
        <translation>Kein Vulkan-Treiber wurde gefunden; installieren Sie den Treiber Ihrer GPU, oder wählen Sie das Gerät „cpu“.</translation>
    </message>
    <message>
        <source>No correction: {0}.</source>
        <translation>Keine Berichtigung: {0}.</translation>
    </message>
    <message>
        <source>No image was classified.</source>
        <translation>Kein Bild konnte eingeordnet werden.</translation>
    </message>
    <message>
        <source>No instrument measured these pictures: what people answered is counted, and every other picture is unclear.</source>
        <translation>Kein Instrument hat diese Bilder gemessen: Gezählt wird, was Menschen geantwortet haben; jedes andere Bild ist unklar.</translation>
    </message>
    <message>
        <source>No instrument measures these pictures: every one will be unclear and every verdict inconclusive until people label them or an instrument is named.</source>
        <translation>Kein Instrument misst diese Bilder: Jedes wird unklar und jedes Urteil offen sein, bis Menschen sie einordnen oder ein Instrument genannt wird.</translation>
    </message>
    <message>
        <source>No noise generator is named: philox is used, an NVIDIA GPU&apos;s, as is usual there.</source>
        <translation>Kein Rauschgenerator ist genannt: Verwendet wird philox, der von NVIDIA-Karten, wie dort üblich.</translation>
    </message>
    <message>
        <source>No usable Vulkan device was found: {0}; update the driver or choose the device &quot;cpu&quot;.</source>
        <translation>Kein brauchbares Vulkan-Gerät wurde gefunden: {0}; erneuern Sie den Treiber, oder wählen Sie das Gerät „cpu“.</translation>
    </message>
    <message>
        <source>Nobody has labelled a picture&apos;s {0} yet: uncorrected too.</source>
        <translation>Noch niemand hat Bilder hierin eingeordnet: {0}; auch das ist unberichtigt.</translation>
    </message>
    <message>
        <source>Not understood, so passed over: {0}.</source>
        <translation>Nicht verstanden und darum übergangen: {0}.</translation>
    </message>
    <message>
        <source>Nothing to merge: name the folders of the shards</source>
        <translation>Nichts zusammenzuführen: Nennen Sie die Ordner der Teile</translation>
    </message>
    <message>
        <source>Of 1 image: {0}.</source>
        <translation>Von 1 Bild: {0}.</translation>
    </message>
    <message>
        <source>Of these, people could not tell {0}, which are a class of their own and no class of the shares; raters disagreed without a majority about {1} (a label of the rater &quot;settled&quot; decides).</source>
        <translation>Von diesen konnten Menschen {0} nicht erkennen; sie sind eine eigene Klasse und gehören zu keiner der Anteile. Ohne Mehrheit uneins waren sie bei {1} (eine Einordnung der Person „settled“ entscheidet).</translation>
    </message>
    <message>
        <source>Of what is uncorrected: an instrument that errs in one picture of twenty shows 8 % where the truth is 3 %.</source>
        <translation>Zum Unberichtigten: Ein Instrument, das in einem von zwanzig Bildern irrt, zeigt 8 %, wo die Wahrheit 3 % ist.</translation>
    </message>
    <message>
        <source>Of {0} images: {1}.</source>
        <translation>Von {0} Bildern: {1}.</translation>
    </message>
    <message>
        <source>On average {0} of the images would have to read differently for parity ({1} interval {2}; a fair model would show {3} before the correction for small numbers).</source>
        <translation>Im Mittel müssten {0} der Bilder anders wirken, damit Parität herrschte ({1}-Intervall {2}; ein ausgewogenes Modell zeigte {3} vor der Berichtigung für kleine Zahlen).</translation>
    </message>
    <message>
        <source>One image of {0} has more elements than shaders can count; use a smaller picture.</source>
        <translation>Ein Bild mit {0} hat mehr Elemente, als Shader zählen können; nehmen Sie ein kleineres.</translation>
    </message>
    <message>
        <source>OpenCV&apos;s cascades are missing; install the package opencv-data</source>
        <translation>die Kaskaden von OpenCV fehlen; installieren Sie das Paket opencv-data</translation>
    </message>
    <message>
        <source>OpenSSL cannot compute SHA-256 on this machine</source>
        <translation>OpenSSL kann auf diesem Rechner kein SHA-256 berechnen</translation>
    </message>
    <message>
        <source>Parity of age or skin tone means as many images of every band: a fixed point to measure from, not a goal.</source>
        <translation>Parität bei Alter oder Hautton heißt gleich viele Bilder in jedem Band: ein fester Punkt zum Messen, kein Ziel.</translation>
    </message>
    <message>
        <source>Passed over, because it stands behind the settings: “{0}”.</source>
        <translation>Übergangen, weil es hinter den Einstellungen steht: „{0}“.</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Erscheinung</translation>
    </message>
    <message>
        <source>Prompts share seeds: in figures over all of them these images are worth {0:.0f} independent ones.</source>
        <translation>Prompts haben gemeinsame Seeds: In Zahlen über alle zusammen zählen diese Bilder so viel wie {0:.0f} unabhängige.</translation>
    </message>
    <message>
        <source>Sequential: each prompt ended as soon as its verdict of presentation stood; all verdicts and intervals allow for looking after every image. Shares at that moment err outwards, away from parity, as the prompts farthest out by luck end first.</source>
        <translation>Sequenziell: Jeder Prompt endete, sobald sein Urteil über die Erscheinung feststand; alle Urteile und Intervalle lassen zu, dass nach jedem Bild hingesehen wurde. Anteile in diesem Augenblick liegen zu weit außen, weg von der Parität, weil Prompts zuerst enden, die zufällig weit außen liegen.</translation>
    </message>
    <message>
        <source>Shares are over the {0} classified ({1}); no image was thrown away.</source>
        <translation>Anteile gelten für die {0} eingeordneten ({1}); kein Bild wurde verworfen.</translation>
    </message>
    <message>
        <source>Shares are over the {0} classified; no image was thrown away.</source>
        <translation>Anteile gelten für die {0} eingeordneten; kein Bild wurde verworfen.</translation>
    </message>
    <message>
        <source>Shares of {0} are given as counted and as corrected by people&apos;s labels, each with its verdict.</source>
        <translation>Die Anteile ({0}) stehen wie gezählt und wie durch Einordnungen von Menschen berichtigt da, je mit Urteil.</translation>
    </message>
    <message>
        <source>Shares of {0} are given as counted and as corrected by people&apos;s labels, each with its verdict; those of {1} are uncorrected, with the instrument&apos;s errors in them.</source>
        <translation>Die Anteile ({0}) stehen wie gezählt und wie durch Einordnungen von Menschen berichtigt da, je mit Urteil; andere ({1}) sind unberichtigt und enthalten die Fehler des Instruments.</translation>
    </message>
    <message>
        <source>Shares of {0} are uncorrected: {1}.</source>
        <translation>Unberichtigte Anteile ({0}): {1}.</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>Hautton</translation>
    </message>
    <message>
        <source>So few images a prompt are a glance, not a verdict: only very large skews can show.</source>
        <translation>So wenige Bilder je Prompt sind ein Blick, kein Urteil: Nur sehr große Schieflagen können sich zeigen.</translation>
    </message>
    <message>
        <source>Tables over all prompts together (intersections, wordings) take the images as independent of each other, though prompts share their seeds: their intervals are too narrow by the root of the pooled design effect.</source>
        <translation>Tabellen über alle Prompts zusammen (Überschneidungen, Wortlaute) nehmen die Bilder als voneinander unabhängig, obwohl Prompts ihre Seeds teilen: Ihre Intervalle sind um die Wurzel des gemeinsamen Design-Effekts zu eng.</translation>
    </message>
    <message>
        <source>The PDF cannot be written.</source>
        <translation>Das PDF kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The Vulkan loader (libvulkan.so.1) is older than 1.2; update libvulkan1 and the driver of your GPU, or choose the device &quot;cpu&quot;.</source>
        <translation>Der Vulkan-Lader (libvulkan.so.1) ist älter als 1.2; erneuern Sie libvulkan1 und den Treiber Ihrer GPU, oder wählen Sie das Gerät „cpu“.</translation>
    </message>
    <message>
        <source>The Vulkan loader (libvulkan.so.1) was not found; install libvulkan1 and the driver of your GPU, or choose the device &quot;cpu&quot;.</source>
        <translation>Der Vulkan-Lader (libvulkan.so.1) wurde nicht gefunden; installieren Sie libvulkan1 und den Treiber Ihrer GPU, oder wählen Sie das Gerät „cpu“.</translation>
    </message>
    <message>
        <source>The arms &quot;{0}&quot; and &quot;{1}&quot; share no prompt with classified images of two classes</source>
        <translation>Die Arme „{0}“ und „{1}“ haben keinen Prompt mit eingeordneten Bildern zweier Klassen gemeinsam</translation>
    </message>
    <message>
        <source>The baseline &quot;{0}&quot; is no prompt of these counts</source>
        <translation>Der Vergleichswert „{0}“ ist kein Prompt dieser Zählungen</translation>
    </message>
    <message>
        <source>The correction of {0} takes the instrument to err alike in every prompt, as often as in the pictures that people labelled.</source>
        <translation>Die Berichtigung ({0}) nimmt an, dass das Instrument in jedem Prompt gleich irrt, so oft wie in den Bildern, die Menschen eingeordnet haben.</translation>
    </message>
    <message>
        <source>The embedding {0} is here more than once, as {1} and {2}; remove or rename one.</source>
        <translation>Das Embedding {0} ist mehrfach da, als {1} und {2}; entfernen Sie eines, oder benennen Sie es um.</translation>
    </message>
    <message>
        <source>The embedding {0} is not here; put {0}.safetensors into a folder “embeddings” beside the model.</source>
        <translation>Das Embedding {0} ist nicht da; legen Sie {0}.safetensors in einen Ordner „embeddings“ neben dem Modell.</translation>
    </message>
    <message>
        <source>The folder for pictures, {0}, cannot be made: {1}.</source>
        <translation>Der Ordner für Bilder, {0}, kann nicht angelegt werden: {1}.</translation>
    </message>
    <message>
        <source>The gallery&apos;s database does not work: {0}.</source>
        <translation>Die Datenbank der Galerie arbeitet nicht: {0}.</translation>
    </message>
    <message>
        <source>The instrument &quot;{0}&quot; that this audit was begun with is not here as it was; {1}.</source>
        <translation>Das Instrument „{0}“, mit dem dieses Audit begonnen wurde, ist nicht mehr da, wie es war; {1}.</translation>
    </message>
    <message>
        <source>The instrument agreed, of the classified ones that people read {0}.</source>
        <translation>Das Instrument stimmte überein, unter den eingeordneten, die Menschen so lesen: {0}.</translation>
    </message>
    <message>
        <source>The model {0} is not the one that this audit was begun with (sha256 {1}); {2}.</source>
        <translation>Das Modell {0} ist nicht das, mit dem dieses Audit begonnen wurde (sha256 {1}); {2}.</translation>
    </message>
    <message>
        <source>The picture was made with {0} ({1}: {2}), which is not supported: expect differences.</source>
        <translation>Das Bild entstand mit {0} ({1}: {2}); das wird nicht unterstützt: Erwarten Sie Unterschiede.</translation>
    </message>
    <message>
        <source>The picture was made with {0} {1}, which is not supported: expect differences.</source>
        <translation>Das Bild entstand mit {0} {1}; das wird nicht unterstützt: Erwarten Sie Unterschiede.</translation>
    </message>
    <message>
        <source>The recipe starts from noise out of a file (sha256 {0}… of its numbers), which is not inside: {1}.</source>
        <translation>Das Rezept beginnt mit Rauschen aus einer Datei (sha256 {0}… ihrer Zahlen), die nicht enthalten ist: {1}.</translation>
    </message>
    <message>
        <source>The recipe uses the embedding {0} (sha256 {1}…), which is not here; put {0}.safetensors into a folder “embeddings” beside the model.</source>
        <translation>Das Rezept verwendet das Embedding {0} (sha256 {1}…), das nicht da ist; legen Sie {0}.safetensors in einen Ordner „embeddings“ neben dem Modell.</translation>
    </message>
    <message>
        <source>The recipe was made with another embedding {0}: the one here has sha256 {1}…, the recipe says {2}….</source>
        <translation>Das Rezept entstand mit einem anderen Embedding {0}: das hier hat sha256 {1}…, das Rezept sagt {2}….</translation>
    </message>
    <message>
        <source>The recipe was made with another model: {0} has sha256 {1}…, the recipe says {2}….</source>
        <translation>Das Rezept entstand mit einem anderen Modell: {0} hat sha256 {1}…, das Rezept sagt {2}….</translation>
    </message>
    <message>
        <source>The recipe was made with another model: {0} has the same weights, but other configurations or another tokenizer (sha256 {1}…, the recipe says {2}…).</source>
        <translation>Das Rezept entstand mit einem anderen Modell: {0} hat dieselben Gewichte, aber andere Einstellungen oder einen anderen Tokenizer (sha256 {1}…, das Rezept sagt {2}…).</translation>
    </message>
    <message>
        <source>The recipe was made with the model {0} ({1}), which is not known here; {2}.</source>
        <translation>Das Rezept entstand mit dem Modell {0} ({1}), das hier nicht bekannt ist; {2}.</translation>
    </message>
    <message>
        <source>The seeds would go beyond {0}; take a smaller one.</source>
        <translation>Die Seeds gingen über {0} hinaus; nehmen Sie einen kleineren.</translation>
    </message>
    <message>
        <source>The set has &quot;{0}&quot; itself, so it is not made a second time as the baseline.</source>
        <translation>Die Sammlung enthält „{0}“ selbst; als Vergleichswert wird es nicht ein zweites Mal gemacht.</translation>
    </message>
    <message>
        <source>The tensor {0} holds numbers past 65504, the largest that f16 can store; use the precision f32.</source>
        <translation>Der Tensor {0} enthält Zahlen über 65504, der größten, die f16 speichert; nehmen Sie die Genauigkeit f32.</translation>
    </message>
    <message>
        <source>There is no Vulkan device {0}; the last one is vulkan:{1}.</source>
        <translation>Das Vulkan-Gerät {0} gibt es nicht; das letzte ist vulkan:{1}.</translation>
    </message>
    <message>
        <source>There is no device {0}:{1}; {2}.</source>
        <translation>Das Gerät {0}:{1} gibt es nicht; {2}.</translation>
    </message>
    <message>
        <source>There is no race in this audit. Skin tone is measured as colour in the picture; it has no reference among workforce statistics and is compared with uniform bands only.</source>
        <translation>„Rasse“ kommt in diesem Audit nicht vor. Der Hautton wird als Farbe im Bild gemessen; in der Erwerbsstatistik hat er keine Entsprechung, und er wird nur mit gleich großen Bändern verglichen.</translation>
    </message>
    <message>
        <source>These are {0} of {1} shards; name them all</source>
        <translation>Dies sind {0} von {1} Teilen; nennen Sie alle</translation>
    </message>
    <message>
        <source>These counts have {0} arms ({1}); comparing takes two: {2}</source>
        <translation>Diese Zählungen haben {0} Arme ({1}); verglichen werden zwei: {2}</translation>
    </message>
    <message>
        <source>This audit is not finished: what follows holds the images made so far.</source>
        <translation>Dieses Audit ist nicht fertig: Was folgt, gilt für die bisher gemachten Bilder.</translation>
    </message>
    <message>
        <source>This audit was begun on {0} in {1} and goes on only so: another device or precision gives other pictures.</source>
        <translation>Dieses Audit wurde auf {0} in {1} begonnen und geht nur so weiter: Ein anderes Gerät oder eine andere Genauigkeit ergibt andere Bilder.</translation>
    </message>
    <message>
        <source>This audit was begun with Evenlight {0}; this is {1}, whose pictures may differ.</source>
        <translation>Dieses Audit wurde mit Evenlight {0} begonnen; dies ist {1}, dessen Bilder anders sein können.</translation>
    </message>
    <message>
        <source>This program was built without Vulkan; choose the device &quot;cpu&quot; instead.</source>
        <translation>Dieses Programm wurde ohne Vulkan gebaut; wählen Sie das Gerät „cpu“.</translation>
    </message>
    <message>
        <source>Uncorrected: the instrument&apos;s errors are in every share below, because there is no sufficient human check set.</source>
        <translation>Unberichtigt: Die Fehler des Instruments stecken in jedem Anteil hier, denn es gibt nicht genug Einordnungen durch Menschen.</translation>
    </message>
    <message>
        <source>Use its prompt and settings alone.</source>
        <translation>Verwenden Sie Prompt und Einstellungen allein.</translation>
    </message>
    <message>
        <source>Vulkan: {0} failed: {1}.</source>
        <translation>Vulkan: {0} ist fehlgeschlagen: {1}.</translation>
    </message>
    <message>
        <source>Which model the recipe means is not certain: {0} have these weights, with different configurations; the first is taken.</source>
        <translation>Welches Modell das Rezept meint, ist nicht sicher: {0} haben diese Gewichte, mit verschiedenen Einstellungen; das erste wird genommen.</translation>
    </message>
    <message>
        <source>Which model the recipe means is not certain: {0} have this name; the first is taken.</source>
        <translation>Welches Modell das Rezept meint, ist nicht sicher: {0} heißen so; das erste wird genommen.</translation>
    </message>
    <message>
        <source>Which reference is right is a choice, not a measurement.</source>
        <translation>Welcher Vergleich richtig ist, ist eine Wahl, keine Messung.</translation>
    </message>
    <message>
        <source>With {0} images a prompt a fair prompt is found within the margin in {1} of cases; for {2} it takes {3}.</source>
        <translation>Mit {0} Bildern je Prompt wird ein ausgewogener Prompt in {1} der Fälle im Spielraum gefunden; für {2} braucht es {3}.</translation>
    </message>
    <message>
        <source>With {0} images a prompt a fair prompt is found within the margin in {1} of cases; no number that this program plans for gives {2}.</source>
        <translation>Mit {0} Bildern je Prompt wird ein ausgewogener Prompt in {1} der Fälle im Spielraum gefunden; keine Zahl, mit der dieses Programm plant, ergibt {2}.</translation>
    </message>
    <message>
        <source>[LOW, HIGH] (or null for no HIGH)</source>
        <translation>[LOW, HIGH] (oder null ohne HIGH)</translation>
    </message>
    <message>
        <source>[weight] {0}: asked for as {1} and as {2}</source>
        <translation>[weight] {0}: als {1} und als {2} verlangt</translation>
    </message>
    <message>
        <source>[{0}] needs more workgroups than a GPU can start; use a smaller picture or batch.</source>
        <translation>[{0}] braucht mehr Arbeitsgruppen, als eine GPU starten kann; nehmen Sie eine kleinere Größe oder weniger Bilder zugleich.</translation>
    </message>
    <message>
        <source>[{0}] {1}: expected {2}, got {3}</source>
        <translation>[{0}] {1}: Erwartet wird {2}, nicht {3}</translation>
    </message>
    <message>
        <source>a ControlNet</source>
        <translation>einem ControlNet</translation>
    </message>
    <message>
        <source>a LoRA</source>
        <translation>einer LoRA</translation>
    </message>
    <message>
        <source>a batch of {0} pictures: give a number from 1 to {1}</source>
        <translation>{0} Bilder zugleich: Nennen Sie eine Zahl von 1 bis {1}</translation>
    </message>
    <message>
        <source>a classifier needs one</source>
        <translation>ein Klassifikator braucht eines</translation>
    </message>
    <message>
        <source>a control character; is this a text file?</source>
        <translation>ein Steuerzeichen; ist dies eine Textdatei?</translation>
    </message>
    <message>
        <source>a detail pass</source>
        <translation>einem Detail-Durchgang</translation>
    </message>
    <message>
        <source>a face_detector needs them</source>
        <translation>ein face_detector braucht sie</translation>
    </message>
    <message>
        <source>a feature is not supported</source>
        <translation>eine Fähigkeit wird nicht unterstützt</translation>
    </message>
    <message>
        <source>a field is longer than 64 KiB</source>
        <translation>ein Feld ist länger als 64 KiB</translation>
    </message>
    <message>
        <source>a field is not UTF-8 text; save the file as UTF-8</source>
        <translation>ein Feld ist kein UTF-8-Text; speichern Sie die Datei als UTF-8</translation>
    </message>
    <message>
        <source>a high-resolution pass</source>
        <translation>einem Durchgang in hoher Auflösung</translation>
    </message>
    <message>
        <source>a hypernetwork</source>
        <translation>einem Hypernetzwerk</translation>
    </message>
    <message>
        <source>a layer is not installed</source>
        <translation>eine Schicht ist nicht installiert</translation>
    </message>
    <message>
        <source>a mask</source>
        <translation>einer Maske</translation>
    </message>
    <message>
        <source>a number from {0} to {1}</source>
        <translation>eine Zahl von {0} bis {1}</translation>
    </message>
    <message>
        <source>a quote inside a field; put the whole field in quotes</source>
        <translation>ein Anführungszeichen in einem Feld; setzen Sie das ganze Feld in Anführungszeichen</translation>
    </message>
    <message>
        <source>a quote is opened here and never closed</source>
        <translation>ein Anführungszeichen beginnt hier und wird nie geschlossen</translation>
    </message>
    <message>
        <source>a refiner</source>
        <translation>einem Refiner</translation>
    </message>
    <message>
        <source>a resized seed</source>
        <translation>einem Seed anderer Größe</translation>
    </message>
    <message>
        <source>a textual inversion</source>
        <translation>einer Textual Inversion</translation>
    </message>
    <message>
        <source>a variation seed</source>
        <translation>einem Variations-Seed</translation>
    </message>
    <message>
        <source>a whole number from {0} to {1}</source>
        <translation>eine ganze Zahl von {0} bis {1}</translation>
    </message>
    <message>
        <source>a whole number from {0} to {1}, a multiple of {2}</source>
        <translation>eine ganze Zahl von {0} bis {1}, ein Vielfaches von {2}</translation>
    </message>
    <message>
        <source>add that model</source>
        <translation>fügen Sie es unter „Modelle“ hinzu</translation>
    </message>
    <message>
        <source>adult</source>
        <translation>erwachsen</translation>
    </message>
    <message>
        <source>after &quot;sep=&quot; and its sign nothing may follow on the line</source>
        <translation>nach „sep=“ und seinem Zeichen darf auf der Zeile nichts folgen</translation>
    </message>
    <message>
        <source>age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>an extension is not supported</source>
        <translation>eine Erweiterung wird nicht unterstützt</translation>
    </message>
    <message>
        <source>an initial picture</source>
        <translation>einem Ausgangsbild</translation>
    </message>
    <message>
        <source>an offset of the sampler&apos;s seed</source>
        <translation>einem Versatz des Sampler-Seeds</translation>
    </message>
    <message>
        <source>another VAE than the model&apos;s own</source>
        <translation>einem anderen VAE als dem des Modells</translation>
    </message>
    <message>
        <source>another way of weighting words</source>
        <translation>einer anderen Art, Wörter zu gewichten</translation>
    </message>
    <message>
        <source>are too many</source>
        <translation>sind zu viele</translation>
    </message>
    <message>
        <source>as {0}, on {1} of {2} ({3})</source>
        <translation>als {0}, bei {1} von {2} ({3})</translation>
    </message>
    <message>
        <source>as {0}, there was none</source>
        <translation>als {0}, davon gab es keines</translation>
    </message>
    <message>
        <source>attribute</source>
        <translation>Attribut</translation>
    </message>
    <message>
        <source>attribute &apos;{0}&apos; has more than 64 classes</source>
        <translation>das Attribut „{0}“ hat mehr als 64 Klassen</translation>
    </message>
    <message>
        <source>check the model</source>
        <translation>prüfen Sie das Modell</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>wählen Sie unter „Modelle“ ein anderes</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>column &apos;{0}&apos; appears twice</source>
        <translation>die Spalte „{0}“ kommt zweimal vor</translation>
    </message>
    <message>
        <source>column &apos;{0}&apos; is missing; the header must be {1}</source>
        <translation>die Spalte „{0}“ fehlt; die Kopfzeile muss {1} sein</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>decoded picture</source>
        <translation>das dekodierte Bild</translation>
    </message>
    <message>
        <source>dynamic thresholding</source>
        <translation>dynamischer Begrenzung</translation>
    </message>
    <message>
        <source>encoded picture</source>
        <translation>das kodierte Bild</translation>
    </message>
    <message>
        <source>epsilon does not go with this model: it starts from pure noise (zero terminal SNR), where a prediction of the noise says nothing about the picture; give auto or v</source>
        <translation>epsilon passt nicht zu diesem Modell: Es beginnt mit reinem Rauschen (zero terminal SNR), wo eine Vorhersage des Rauschens nichts über das Bild sagt; nehmen Sie auto oder v</translation>
    </message>
    <message>
        <source>error {0}</source>
        <translation>Fehler {0}</translation>
    </message>
    <message>
        <source>expected a multiple of {0} from {1} to {2}, got {3}</source>
        <translation>erwartet wird ein Vielfaches von {0} von {1} bis {2}, nicht {3}</translation>
    </message>
    <message>
        <source>expected a number from {0} to {1}, got {2}</source>
        <translation>erwartet wird eine Zahl von {0} bis {1}, nicht {2}</translation>
    </message>
    <message>
        <source>expected auto, epsilon or v, got {0}</source>
        <translation>erwartet wird auto, epsilon oder v, nicht {0}</translation>
    </message>
    <message>
        <source>expected two sigmas from 0 up, the second not below the first</source>
        <translation>erwartet werden zwei Sigmas ab 0, das zweite nicht unter dem ersten</translation>
    </message>
    <message>
        <source>expected {0} fields, found {1}</source>
        <translation>erwartet werden {0} Felder, da sind {1}</translation>
    </message>
    <message>
        <source>face restoration</source>
        <translation>Gesichtskorrektur</translation>
    </message>
    <message>
        <source>fewer than {0} pictures that people read as {1} were labelled and classified</source>
        <translation>weniger als {0} Bilder, die Menschen als {1} lesen, sind eingeordnet und vom Instrument gelesen</translation>
    </message>
    <message>
        <source>finish it first</source>
        <translation>beenden Sie ihn zuerst</translation>
    </message>
    <message>
        <source>flushing to the disk</source>
        <translation>das Übertragen auf die Platte</translation>
    </message>
    <message>
        <source>give that file with it</source>
        <translation>das kann nur der Befehl „evenlight render“ mit dieser Datei</translation>
    </message>
    <message>
        <source>guidance left out at low noise</source>
        <translation>Führung, die bei wenig Rauschen entfällt</translation>
    </message>
    <message>
        <source>has a malformed header</source>
        <translation>hat einen fehlerhaften Kopf</translation>
    </message>
    <message>
        <source>has a malformed shape</source>
        <translation>hat eine fehlerhafte Form</translation>
    </message>
    <message>
        <source>has an unknown key in its header</source>
        <translation>hat einen unbekannten Schlüssel im Kopf</translation>
    </message>
    <message>
        <source>has more than 1000 stages</source>
        <translation>hat mehr als 1000 Stufen</translation>
    </message>
    <message>
        <source>has more than {0} merges</source>
        <translation>hat mehr als {0} Zusammenlegungen</translation>
    </message>
    <message>
        <source>has no merges; get the model again</source>
        <translation>hat keine Zusammenlegungen; holen Sie das Modell noch einmal</translation>
    </message>
    <message>
        <source>has {0} bytes of data, which is not what its shape {1} takes</source>
        <translation>hat {0} Bytes Daten, die nicht zu der Form {1} passen</translation>
    </message>
    <message>
        <source>holds a class twice</source>
        <translation>enthält eine Klasse zweimal</translation>
    </message>
    <message>
        <source>holds a number out of range</source>
        <translation>enthält eine Zahl außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>holds another type than 32-bit little-endian floats</source>
        <translation>enthält einen anderen Typ als 32-Bit-Gleitkommazahlen (little-endian)</translation>
    </message>
    <message>
        <source>holds control characters</source>
        <translation>enthält Steuerzeichen</translation>
    </message>
    <message>
        <source>holds values that are not finite</source>
        <translation>enthält Werte, die nicht endlich sind</translation>
    </message>
    <message>
        <source>id {0} is given to two tokens</source>
        <translation>die Nummer {0} haben zwei Token</translation>
    </message>
    <message>
        <source>is cut off</source>
        <translation>ist abgeschnitten</translation>
    </message>
    <message>
        <source>is in Fortran&apos;s order; save a C-ordered array</source>
        <translation>ist in Fortran-Reihenfolge; speichern Sie ein Feld in C-Reihenfolge</translation>
    </message>
    <message>
        <source>is longer than {0} bytes</source>
        <translation>ist länger als {0} Bytes</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>is no boosted Haar cascade in OpenCV&apos;s current form</source>
        <translation>ist keine Haar-Kaskade in der jetzigen Form von OpenCV</translation>
    </message>
    <message>
        <source>is not a NumPy file of format version 1.0</source>
        <translation>ist keine NumPy-Datei der Formatversion 1.0</translation>
    </message>
    <message>
        <source>is not that of {0}, which is {1}</source>
        <translation>ist nicht die von {0}; die ist {1}</translation>
    </message>
    <message>
        <source>is the only prompt</source>
        <translation>ist der einzige Prompt</translation>
    </message>
    <message>
        <source>latent</source>
        <translation>das Latent</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>line {0} is not a merge (two tokens with one space between)</source>
        <translation>Zeile {0} ist keine Zusammenlegung (zwei Token mit einem Leerzeichen dazwischen)</translation>
    </message>
    <message>
        <source>man</source>
        <translation>Mann</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>more than 1 GiB</source>
        <translation>mehr als 1 GiB</translation>
    </message>
    <message>
        <source>must be 1 to 64 letters, digits, &apos;_&apos; or &apos;-&apos;, not &quot;{0}&quot;</source>
        <translation>muss aus 1 bis 64 Buchstaben, Ziffern, „_“ oder „-“ bestehen, nicht „{0}“</translation>
    </message>
    <message>
        <source>must be 2 to 64 classes whose shares sum to 1</source>
        <translation>muss aus 2 bis 64 Klassen bestehen, deren Anteile zusammen 1 sind</translation>
    </message>
    <message>
        <source>must be a list of {0} to {1}</source>
        <translation>muss eine Liste von {0} bis {1} sein</translation>
    </message>
    <message>
        <source>must be a number from {0} to {1}</source>
        <translation>muss eine Zahl von {0} bis {1} sein</translation>
    </message>
    <message>
        <source>must be a text</source>
        <translation>muss ein Text sein</translation>
    </message>
    <message>
        <source>must be a whole number from {0} to {1}</source>
        <translation>muss eine ganze Zahl von {0} bis {1} sein</translation>
    </message>
    <message>
        <source>must be among {0}</source>
        <translation>muss unter {0} sein</translation>
    </message>
    <message>
        <source>must be an object</source>
        <translation>muss ein Objekt sein</translation>
    </message>
    <message>
        <source>must be one JSON object of 1 to {0} tokens</source>
        <translation>muss ein JSON-Objekt mit 1 bis {0} Token sein</translation>
    </message>
    <message>
        <source>must be one of {0}</source>
        <translation>muss eines von {0} sein</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>muss true oder false sein</translation>
    </message>
    <message>
        <source>must be woman, man, unclear, several_people or no_face</source>
        <translation>muss woman, man, unclear, several_people oder no_face sein</translation>
    </message>
    <message>
        <source>must hold both woman and man</source>
        <translation>muss woman und man enthalten</translation>
    </message>
    <message>
        <source>must hold texts of 1 to 1000 bytes</source>
        <translation>muss Texte von 1 bis 1000 Bytes enthalten</translation>
    </message>
    <message>
        <source>must hold two beside &quot;unclear&quot;</source>
        <translation>muss zwei neben „unclear“ enthalten</translation>
    </message>
    <message>
        <source>must lie beside the manifest</source>
        <translation>muss neben dem Manifest liegen</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>darf nicht leer sein</translation>
    </message>
    <message>
        <source>name them</source>
        <translation>nennen Sie sie</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>no hash</source>
        <translation>keine Prüfsumme</translation>
    </message>
    <message>
        <source>no instrument measured these pictures, so there is none to correct</source>
        <translation>kein Instrument hat diese Bilder gemessen, also ist keines zu berichtigen</translation>
    </message>
    <message>
        <source>no such tokenizer file; a model needs its vocab.json and merges.txt</source>
        <translation>diese Tokenizer-Datei gibt es nicht; ein Modell braucht vocab.json und merges.txt</translation>
    </message>
    <message>
        <source>nobody has labelled a picture yet</source>
        <translation>noch niemand hat ein Bild eingeordnet</translation>
    </message>
    <message>
        <source>noise from &quot;{0}&quot;</source>
        <translation>Rauschen aus „{0}“</translation>
    </message>
    <message>
        <source>noise generator</source>
        <translation>Rauschgenerator</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none (both always gave the same one answer)</source>
        <translation>keines (beide gaben immer dieselbe eine Antwort)</translation>
    </message>
    <message>
        <source>not a PNG file</source>
        <translation>keine PNG-Datei</translation>
    </message>
    <message>
        <source>not enough memory: {0} bytes were asked for ({1}); close other programs, or choose a smaller picture or batch</source>
        <translation>nicht genug Speicher: {0} Bytes waren nötig ({1}); schließen Sie andere Programme, oder nehmen Sie eine kleinere Größe oder weniger Bilder zugleich</translation>
    </message>
    <message>
        <source>old</source>
        <translation>alt</translation>
    </message>
    <message>
        <source>post-processing</source>
        <translation>Nachbearbeitung</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>presentation</source>
        <translation>Erscheinung</translation>
    </message>
    <message>
        <source>put its manifest back</source>
        <translation>stellen Sie sein Manifest wieder her</translation>
    </message>
    <message>
        <source>renaming</source>
        <translation>das Umbenennen</translation>
    </message>
    <message>
        <source>sampler</source>
        <translation>Sampler</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>several people</source>
        <translation>mehrere Personen</translation>
    </message>
    <message>
        <source>sha256 {0}</source>
        <translation>sha256 {0}</translation>
    </message>
    <message>
        <source>skin tone</source>
        <translation>Hautton</translation>
    </message>
    <message>
        <source>take more {0}, another {1} or {2}, or a lower {3}</source>
        <translation>nehmen Sie mehr {0}, einen anderen Wert bei {1} oder {2}, oder weniger {3}</translation>
    </message>
    <message>
        <source>take that one</source>
        <translation>nehmen Sie jenes</translation>
    </message>
    <message>
        <source>take the whole text as it is</source>
        <translation>schalten Sie unter „Weiteres“ die Option „Prompt-Syntax ignorieren“ ein, um den Text unverändert zu verwenden</translation>
    </message>
    <message>
        <source>text after a closing quote</source>
        <translation>Text nach einem schließenden Anführungszeichen</translation>
    </message>
    <message>
        <source>text encoder&apos;s output</source>
        <translation>die Ausgabe des Textencoders</translation>
    </message>
    <message>
        <source>text in UTF-8</source>
        <translation>Text in UTF-8</translation>
    </message>
    <message>
        <source>textual inversions in a list that cannot be read</source>
        <translation>Textual Inversions in einer Liste, die nicht zu lesen ist</translation>
    </message>
    <message>
        <source>the LoRA</source>
        <translation>der LoRA</translation>
    </message>
    <message>
        <source>the brackets around “{0}” multiply to a weight beyond {1:g}: use fewer brackets or a smaller weight, or write \( for the bracket itself</source>
        <translation>die Klammern um „{0}“ ergeben ein Gewicht über {1:g}: Nehmen Sie weniger Klammern oder ein kleineres Gewicht, oder schreiben Sie \( für die Klammer selbst</translation>
    </message>
    <message>
        <source>the check set has no label of true class {0}; label some images of every class</source>
        <translation>unter den Einordnungen durch Menschen fehlt die wahre Klasse {0}; ordnen Sie einige Bilder jeder Klasse ein</translation>
    </message>
    <message>
        <source>the correction is for at most {0} classes</source>
        <translation>die Berichtigung gibt es für höchstens {0} Klassen</translation>
    </message>
    <message>
        <source>the count &apos;{0}&apos; is not a whole number from 0 to 1,000,000,000</source>
        <translation>die Anzahl „{0}“ ist keine ganze Zahl von 0 bis 1.000.000.000</translation>
    </message>
    <message>
        <source>the device is out of memory; free some or use the cpu device</source>
        <translation>der Speicher des Geräts ist voll; machen Sie welchen frei, oder nehmen Sie das Gerät cpu</translation>
    </message>
    <message>
        <source>the device stopped answering (driver reset); try again, a smaller picture or the cpu device</source>
        <translation>das Gerät antwortet nicht mehr (Neustart des Treibers); versuchen Sie es noch einmal, mit einer kleineren Größe oder mit dem Gerät cpu</translation>
    </message>
    <message>
        <source>the driver could not be started</source>
        <translation>der Treiber konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>the driver is incompatible with the Vulkan loader</source>
        <translation>der Treiber passt nicht zum Vulkan-Lader</translation>
    </message>
    <message>
        <source>the file is UTF-16; save it as UTF-8</source>
        <translation>die Datei ist UTF-16; speichern Sie sie als UTF-8</translation>
    </message>
    <message>
        <source>the file&apos;s name is longer than 255 bytes</source>
        <translation>der Name der Datei ist länger als 255 Bytes</translation>
    </message>
    <message>
        <source>the folder that this was started in is gone; change into another</source>
        <translation>der Ordner, in dem dies gestartet wurde, ist weg; wechseln Sie in einen anderen</translation>
    </message>
    <message>
        <source>the hypernetwork</source>
        <translation>dem Hypernetzwerk</translation>
    </message>
    <message>
        <source>the instrument agrees with people too seldom to be corrected</source>
        <translation>das Instrument stimmt zu selten mit Menschen überein, um berichtigt zu werden</translation>
    </message>
    <message>
        <source>the instrument separates the classes too poorly to be corrected ({0:.6f} where 0 is guessing and 1 is perfect, at least 0.5 is needed); use another instrument or more labels</source>
        <translation>das Instrument trennt die Klassen zu schlecht, um berichtigt zu werden ({0:.6f}, wo 0 Raten und 1 vollkommen ist; mindestens 0,5 ist nötig); verwenden Sie ein anderes Instrument oder mehr Einordnungen</translation>
    </message>
    <message>
        <source>the machine is out of memory</source>
        <translation>der Speicher des Rechners ist voll</translation>
    </message>
    <message>
        <source>the model has no instrument.json in its folder or beside it</source>
        <translation>das Modell hat keine instrument.json in seinem Ordner oder daneben</translation>
    </message>
    <message>
        <source>the padding token is {0}, but the vocabulary ends at {1}; check the model&apos;s tokenizer configuration</source>
        <translation>das Fülltoken ist {0}, aber der Wortschatz endet bei {1}; prüfen Sie die Tokenizer-Einstellungen des Modells</translation>
    </message>
    <message>
        <source>the picture did not converge: its latent is {0:.0f} times as strong as one of a picture, so that it would show noise; {1}, and give starting noise out of a file as it was drawn, not scaled</source>
        <translation>das Bild kam zu keinem Ergebnis: Sein Latent ist {0:.0f}-mal so stark wie das eines Bildes und zeigte nur Rauschen; {1}, und geben Sie Startrauschen aus einer Datei so, wie es gezogen wurde, nicht skaliert</translation>
    </message>
    <message>
        <source>the picture did not converge: {0:.0f} % of it lie beyond black and white; {1}</source>
        <translation>das Bild kam zu keinem Ergebnis: {0:.0f} % davon liegen jenseits von Schwarz und Weiß; {1}</translation>
    </message>
    <message>
        <source>the picture has {0}×{1} pixels, the recipe {2}×{3}</source>
        <translation>das Bild hat {0}×{1} Pixel, das Rezept {2}×{3}</translation>
    </message>
    <message>
        <source>the picture is blank (one flat colour); try other settings or {0}</source>
        <translation>das Bild ist leer (eine einzige Farbe); versuchen Sie andere Einstellungen, oder {0}</translation>
    </message>
    <message>
        <source>the picture is {0}×{1} instead of {2}×{3}</source>
        <translation>das Bild ist {0}×{1} statt {2}×{3}</translation>
    </message>
    <message>
        <source>the processor computes in f32 or bf16, not in {0}</source>
        <translation>der Prozessor rechnet in f32 oder bf16, nicht in {0}</translation>
    </message>
    <message>
        <source>the prompt asks for “{0}”, which is not here; there are no embeddings at all: put the file into a folder “embeddings” beside the model</source>
        <translation>der Prompt verlangt „{0}“, das nicht da ist; es gibt gar keine Embeddings: Legen Sie die Datei in einen Ordner „embeddings“ neben dem Modell</translation>
    </message>
    <message>
        <source>the prompt asks for “{0}”, which is not here; there are {1}</source>
        <translation>der Prompt verlangt „{0}“, das nicht da ist; es gibt {1}</translation>
    </message>
    <message>
        <source>the prompt has AND, which joins several prompts into one picture; that is not supported yet: write “and” for the word, or {0}</source>
        <translation>der Prompt enthält AND, das mehrere Prompts zu einem Bild verbindet; das wird noch nicht unterstützt: Schreiben Sie „and“ für das Wort, oder {0}</translation>
    </message>
    <message>
        <source>the prompt has a schedule, {0}; schedules ([from:to:when] and [a|b]) are not supported yet: write \[ … \] for the brackets themselves, {1}, or (text:1.2) for a weight</source>
        <translation>der Prompt enthält einen Ablauf, {0}; Abläufe ([von:nach:wann] und [a|b]) werden noch nicht unterstützt: Schreiben Sie \[ … \] für die Klammern selbst, {1}, oder (text:1.2) für ein Gewicht</translation>
    </message>
    <message>
        <source>the prompt has more than {0} brackets inside each other: remove some, or write \( for the bracket itself</source>
        <translation>der Prompt hat mehr als {0} Klammern ineinander: Entfernen Sie einige, oder schreiben Sie \( für die Klammer selbst</translation>
    </message>
    <message>
        <source>the prompt has the weight “{0}”: write a number from -{1:g} to {2:g}, as in (text:1.2), or \( … \) for the brackets themselves</source>
        <translation>der Prompt enthält das Gewicht „{0}“: Schreiben Sie eine Zahl von -{1:g} bis {2:g}, wie in (text:1.2), oder \( … \) für die Klammern selbst</translation>
    </message>
    <message>
        <source>the prompt has {0} bytes; at most {1} are read</source>
        <translation>der Prompt hat {0} Bytes; höchstens {1} werden gelesen</translation>
    </message>
    <message>
        <source>the prompt has {0}; LoRA and hypernetwork files are not supported yet: remove it, or {1}</source>
        <translation>der Prompt enthält {0}; LoRA- und Hypernetzwerk-Dateien werden noch nicht unterstützt: Entfernen Sie es, oder {1}</translation>
    </message>
    <message>
        <source>the prompt is not valid UTF-8 at byte {0}: save or type it as UTF-8</source>
        <translation>der Prompt ist bei Byte {0} kein gültiges UTF-8: Speichern oder schreiben Sie ihn als UTF-8</translation>
    </message>
    <message>
        <source>the same prompt, arm, attribute and class as in line {0}; give each count once</source>
        <translation>Prompt, Arm, Attribut und Klasse wie in Zeile {0}; nennen Sie jede Anzahl einmal</translation>
    </message>
    <message>
        <source>the separator &quot;{0}&quot; is not known; use a comma, a semicolon or a tab</source>
        <translation>das Trennzeichen „{0}“ ist nicht bekannt; verwenden Sie Komma, Semikolon oder Tabulator</translation>
    </message>
    <message>
        <source>the share of &quot;{0}&quot; must be from 0 to 1</source>
        <translation>der Anteil von „{0}“ muss von 0 bis 1 reichen</translation>
    </message>
    <message>
        <source>the text encoder takes {0} positions, expected 3 to {1}; check the model&apos;s configuration</source>
        <translation>der Textencoder nimmt {0} Stellen, erwartet werden 3 bis {1}; prüfen Sie die Einstellungen des Modells</translation>
    </message>
    <message>
        <source>the weights in the prompt cancel each other out, so nothing is left to scale: use weights closer to 1</source>
        <translation>die Gewichte im Prompt heben einander auf, sodass nichts übrig bleibt: Nehmen Sie Gewichte näher bei 1</translation>
    </message>
    <message>
        <source>the {0}</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>the {0} &apos;{1}&apos; is counted as &apos;{2}&apos;, which is the same name in another spelling</source>
        <translation>{0} „{1}“ wird als „{2}“ gezählt, derselbe Name in anderer Schreibung</translation>
    </message>
    <message>
        <source>the {0} is empty</source>
        <translation>„{0}“ ist leer</translation>
    </message>
    <message>
        <source>the {0} is not a number at position {1}; the model overflowed or has damaged weights: {2}</source>
        <translation>{0} ist an Stelle {1} keine Zahl; das Modell lief über oder hat beschädigte Gewichte: {2}</translation>
    </message>
    <message>
        <source>there are more than 400,000 rows; split the file</source>
        <translation>es sind mehr als 400.000 Zeilen; teilen Sie die Datei</translation>
    </message>
    <message>
        <source>there are no human labels</source>
        <translation>es gibt keine Einordnungen durch Menschen</translation>
    </message>
    <message>
        <source>there are none yet; assets/audit/tools/fetch_face_instruments.sh makes them</source>
        <translation>es gibt noch keine; assets/audit/tools/fetch_face_instruments.sh legt sie an</translation>
    </message>
    <message>
        <source>there is no folder {0}; make it first</source>
        <translation>den Ordner {0} gibt es nicht; legen Sie ihn zuerst an</translation>
    </message>
    <message>
        <source>there must be four fields</source>
        <translation>es müssen vier Felder sein</translation>
    </message>
    <message>
        <source>there must be three fields</source>
        <translation>es müssen drei Felder sein</translation>
    </message>
    <message>
        <source>threads must be 0 (all) to 1024, not {0}</source>
        <translation>Threads müssen 0 (alle) bis 1024 sein, nicht {0}</translation>
    </message>
    <message>
        <source>tiling</source>
        <translation>Kachelung</translation>
    </message>
    <message>
        <source>token id {0} is not in the model&apos;s {1} token embeddings; the tokenizer is of another model</source>
        <translation>die Token-Nummer {0} ist nicht unter den {1} Token-Embeddings des Modells; der Tokenizer gehört zu einem anderen</translation>
    </message>
    <message>
        <source>token merging</source>
        <translation>Zusammenlegen von Token</translation>
    </message>
    <message>
        <source>token {0} has id {1}, expected a number from 0 to {2}</source>
        <translation>das Token {0} hat die Nummer {1}; erwartet wird eine Zahl von 0 bis {2}</translation>
    </message>
    <message>
        <source>too many objects</source>
        <translation>zu viele Objekte</translation>
    </message>
    <message>
        <source>too many pixels</source>
        <translation>zu viele Pixel</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>try the precision f32, lower guidance or another sampler, and have the model checked</source>
        <translation>versuchen Sie weniger Führung oder einen anderen Sampler</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>under 20</source>
        <translation>unter 20</translation>
    </message>
    <message>
        <source>unknown column &apos;{0}&apos;; the header must be {1}</source>
        <translation>unbekannte Spalte „{0}“; die Kopfzeile muss {1} sein</translation>
    </message>
    <message>
        <source>unknown {0} &quot;{1}&quot;; accepted are {2}</source>
        <translation>{0} „{1}“ ist nicht bekannt; möglich sind {2}</translation>
    </message>
    <message>
        <source>unknown {0} &quot;{1}&quot;{2}; accepted are {3}</source>
        <translation>{0} „{1}“ ist nicht bekannt{2}; möglich sind {3}</translation>
    </message>
    <message>
        <source>woman</source>
        <translation>Frau</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>das Schreiben</translation>
    </message>
    <message>
        <source>{0:.1f} points ({1} interval {2:.1f} to {3:.1f}; shares exactly at the reference would show {4:.1f} by luck)</source>
        <translation>{0:.1f} Punkte ({1}-Intervall {2:.1f} bis {3:.1f}; Anteile genau an der Vergleichsgröße zeigten durch Zufall {4:.1f})</translation>
    </message>
    <message>
        <source>{0:.2f} (standard error {1:.2f})</source>
        <translation>{0:.2f} (Standardfehler {1:.2f})</translation>
    </message>
    <message>
        <source>{0} Put the right one there.</source>
        <translation>{0} Legen Sie das richtige dorthin.</translation>
    </message>
    <message>
        <source>{0} Use the right one.</source>
        <translation>{0} Nehmen Sie das richtige.</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} und {1}</translation>
    </message>
    <message>
        <source>{0} and {1}: share no prompt with the same seed</source>
        <translation>{0} und {1}: haben keinen Prompt mit demselben Seed gemeinsam</translation>
    </message>
    <message>
        <source>{0} bytes of {1} are more than the {2} bytes that {3} can hold in one piece; use f16, a smaller picture or batch, or the device &quot;cpu&quot;.</source>
        <translation>{0} Bytes ({1}) sind mehr als die {2} Bytes, die {3} am Stück fasst; nehmen Sie f16, eine kleinere Größe, weniger Bilder zugleich oder das Gerät „cpu“.</translation>
    </message>
    <message>
        <source>{0} cannot be opened; is the path right?</source>
        <translation>{0} kann nicht geöffnet werden; stimmt der Pfad?</translation>
    </message>
    <message>
        <source>{0} cannot be read</source>
        <translation>{0} kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>{0} cannot store values as {1}; choose the precision f32.</source>
        <translation>{0} kann Werte nicht als {1} speichern; wählen Sie die Genauigkeit f32.</translation>
    </message>
    <message>
        <source>{0} exists; {1}</source>
        <translation>{0} gibt es schon; {1}</translation>
    </message>
    <message>
        <source>{0} exists; {1}.</source>
        <translation>{0} gibt es schon; {1}.</translation>
    </message>
    <message>
        <source>{0} has a header but no counts</source>
        <translation>{0} hat eine Kopfzeile, aber keine Zählungen</translation>
    </message>
    <message>
        <source>{0} has no room for {1} bytes ({2} MiB) of {3}; use f16, a smaller picture or batch, or the device &quot;cpu&quot;.</source>
        <translation>{0} hat keinen Platz für {1} Bytes ({2} MiB: {3}); nehmen Sie f16, eine kleinere Größe, weniger Bilder zugleich oder das Gerät „cpu“.</translation>
    </message>
    <message>
        <source>{0} has too many rectangles</source>
        <translation>{0} hat zu viele Rechtecke</translation>
    </message>
    <message>
        <source>{0} holds {1} numbers; this size and count need {2}</source>
        <translation>{0} enthält {1} Zahlen; diese Größe und Anzahl brauchen {2}</translation>
    </message>
    <message>
        <source>{0} images were labelled by 1 person.</source>
        <translation>{0} Bilder wurden von einem Menschen eingeordnet.</translation>
    </message>
    <message>
        <source>{0} images were labelled by {1} people.</source>
        <translation>{0} Bilder wurden von {1} Menschen eingeordnet.</translation>
    </message>
    <message>
        <source>{0} is a folder</source>
        <translation>{0} ist ein Ordner</translation>
    </message>
    <message>
        <source>{0} is a folder; give a CSV file</source>
        <translation>{0} ist ein Ordner; nennen Sie eine CSV-Datei</translation>
    </message>
    <message>
        <source>{0} is empty; its first line must be {1}</source>
        <translation>{0} ist leer; die erste Zeile muss {1} sein</translation>
    </message>
    <message>
        <source>{0} is larger than 64 MiB; split it</source>
        <translation>{0} ist größer als 64 MiB; teilen Sie die Datei</translation>
    </message>
    <message>
        <source>{0} is missing (looked in {1}); install Evenlight again, or set EVENLIGHT_ASSETS to its assets folder.</source>
        <translation>{0} fehlt (gesucht in {1}); installieren Sie Evenlight neu, oder setzen Sie EVENLIGHT_ASSETS auf den Ordner seiner Beigaben.</translation>
    </message>
    <message>
        <source>{0} is no list</source>
        <translation>{0} ist keine Liste</translation>
    </message>
    <message>
        <source>{0} is no prompt set{1}; there are {2}, or name a file.</source>
        <translation>{0} ist keine Prompt-Sammlung{1}; es gibt {2}, oder nennen Sie eine Datei.</translation>
    </message>
    <message>
        <source>{0} is not a number</source>
        <translation>{0} ist keine Zahl</translation>
    </message>
    <message>
        <source>{0} is not a regular file</source>
        <translation>{0} ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>{0} is not a whole number from {1} to {2}</source>
        <translation>{0} ist keine ganze Zahl von {1} bis {2}</translation>
    </message>
    <message>
        <source>{0} is not there</source>
        <translation>{0} ist nicht da</translation>
    </message>
    <message>
        <source>{0} needs about {1:.1f} GiB on {2}, and {3:.1f} GiB are free; take a smaller size or fewer pictures at once.</source>
        <translation>{0} braucht etwa {1:.1f} GiB auf {2}, und {3:.1f} GiB sind frei; nehmen Sie eine kleinere Größe oder weniger Bilder zugleich.</translation>
    </message>
    <message>
        <source>{0} needs about {1:.1f} GiB on {2}, and {3:.1f} GiB are there; take a smaller size or fewer pictures at once.</source>
        <translation>{0} braucht etwa {1:.1f} GiB auf {2}, und {3:.1f} GiB sind vorhanden; nehmen Sie eine kleinere Größe oder weniger Bilder zugleich.</translation>
    </message>
    <message>
        <source>{0} of 1 prompt differs</source>
        <translation>bei {0} von 1 Prompt</translation>
    </message>
    <message>
        <source>{0} of {1} prompts differ</source>
        <translation>bei {0} von {1} Prompts</translation>
    </message>
    <message>
        <source>{0} of {1} steps leaves none to walk; give more of either</source>
        <translation>{0} von {1} Schritten lässt keinen übrig; nehmen Sie von einem mehr</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} oder {1}</translation>
    </message>
    <message>
        <source>{0} prompts</source>
        <translation>{0} Prompts</translation>
    </message>
    <message>
        <source>{0} read as {1}</source>
        <translation>{0} wirken als {1}</translation>
    </message>
    <message>
        <source>{0} skewed, {1} within the margin, {2} inconclusive</source>
        <translation>{0} schief, {1} im Spielraum und {2} nicht entschieden</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>{0} would be written twice; give another name</source>
        <translation>{0} würde zweimal geschrieben; nennen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>{0} {1}: this text encoder has {2} layers; give a number from 1 to that</source>
        <translation>{0} {1}: Dieser Textencoder hat {2} Schichten; nennen Sie eine Zahl von 1 bis dahin</translation>
    </message>
    <message>
        <source>{0}&quot;{1}&quot; is no attribute of the counts</source>
        <translation>{0}„{1}“ ist kein Attribut der Zählungen</translation>
    </message>
    <message>
        <source>{0}&quot;{1}&quot; is no class of {2}; what people could not read is &quot;unclear&quot;</source>
        <translation>{0}„{1}“ ist keine Klasse von {2}; was Menschen nicht erkennen konnten, ist „unclear“</translation>
    </message>
    <message>
        <source>{0}, line 1: the header must be attribute,truth,answer,count</source>
        <translation>{0}, Zeile 1: Die Kopfzeile muss attribute,truth,answer,count sein</translation>
    </message>
    <message>
        <source>{0}, line 1: the header must be id,picture,attribute,label</source>
        <translation>{0}, Zeile 1: Die Kopfzeile muss id,picture,attribute,label sein</translation>
    </message>
    <message>
        <source>{0}, line {1}: </source>
        <translation>{0}, Zeile {1}: </translation>
    </message>
    <message>
        <source>{0}, line {1}: more than 5000 prompts</source>
        <translation>{0}, Zeile {1}: mehr als 5000 Prompts</translation>
    </message>
    <message>
        <source>{0}, line {1}: {2}</source>
        <translation>{0}, Zeile {1}: {2}</translation>
    </message>
    <message>
        <source>{0}, seed {1}: {2}</source>
        <translation>{0}, Seed {1}: {2}</translation>
    </message>
    <message>
        <source>{0}, subject {1}: names the reference &quot;{2}&quot;, which is not among the references</source>
        <translation>{0}, Subjekt {1}: nennt die Vergleichsgröße „{2}“, die nicht bei den Vergleichsgrößen steht</translation>
    </message>
    <message>
        <source>{0}, two sigmas from 0 up, HIGH not below LOW</source>
        <translation>{0}, zwei Sigmas ab 0, HIGH nicht unter LOW</translation>
    </message>
    <message>
        <source>{0}.name: expected a word of a prompt.</source>
        <translation>{0}.name: Erwartet wird ein Wort eines Prompts.</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; is not known; accepted are auto, f32, bf16 and f16.</source>
        <translation>{0}: „{1}“ ist nicht bekannt; möglich sind auto, f32, bf16 und f16.</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; is not known; accepted are cpu, vulkan, vulkan:N and auto.</source>
        <translation>{0}: „{1}“ ist nicht bekannt; möglich sind cpu, vulkan, vulkan:N und auto.</translation>
    </message>
    <message>
        <source>{0}: OpenCV cannot read this network ({1})</source>
        <translation>{0}: OpenCV kann dieses Netz nicht lesen ({1})</translation>
    </message>
    <message>
        <source>{0}: a file&apos;s name cannot hold the character NUL.</source>
        <translation>{0}: Der Name einer Datei kann das Zeichen NUL nicht enthalten.</translation>
    </message>
    <message>
        <source>{0}: a job is a JSON object {{…}}.</source>
        <translation>{0}: Ein Auftrag ist ein JSON-Objekt {{…}}.</translation>
    </message>
    <message>
        <source>{0}: a node is not four numbers</source>
        <translation>{0}: Ein Knoten besteht nicht aus vier Zahlen</translation>
    </message>
    <message>
        <source>{0}: a rating is a whole number from 1 to 5.</source>
        <translation>{0}: Eine Bewertung ist eine ganze Zahl von 1 bis 5.</translation>
    </message>
    <message>
        <source>{0}: a recipe is a JSON object {{…}}.</source>
        <translation>{0}: Ein Rezept ist ein JSON-Objekt {{…}}.</translation>
    </message>
    <message>
        <source>{0}: a rectangle is not five numbers</source>
        <translation>{0}: Ein Rechteck besteht nicht aus fünf Zahlen</translation>
    </message>
    <message>
        <source>{0}: a rectangle leaves the window</source>
        <translation>{0}: Ein Rechteck verlässt das Fenster</translation>
    </message>
    <message>
        <source>{0}: a template must hold {{subject}} exactly once</source>
        <translation>{0}: Ein Wortlaut muss {{subject}} genau einmal enthalten</translation>
    </message>
    <message>
        <source>{0}: a tree leads back to itself</source>
        <translation>{0}: Ein Baum führt auf sich selbst zurück</translation>
    </message>
    <message>
        <source>{0}: a tree of {1} nodes needs one leaf more</source>
        <translation>{0}: Ein Baum mit {1} Knoten braucht ein Blatt mehr</translation>
    </message>
    <message>
        <source>{0}: an object does not end on its line; jobs are a JSON array, or one object a line.</source>
        <translation>{0}: Ein Objekt endet nicht auf seiner Zeile; Aufträge sind ein JSON-Feld oder je Zeile ein Objekt.</translation>
    </message>
    <message>
        <source>{0}: another process is making this audit; wait until it ends, or stop it</source>
        <translation>{0}: Ein anderer Prozess macht dieses Audit; warten Sie, bis er endet, oder halten Sie ihn an</translation>
    </message>
    <message>
        <source>{0}: attribute &apos;{1}&apos; has images in the single class &apos;{2}&apos;; give every possible class a row, with count 0 if it was never seen</source>
        <translation>{0}: Das Attribut „{1}“ hat Bilder nur in der Klasse „{2}“; geben Sie jeder möglichen Klasse eine Zeile, mit der Anzahl 0, wenn sie nie vorkam</translation>
    </message>
    <message>
        <source>{0}: cannot be made: {1}</source>
        <translation>{0}: kann nicht angelegt werden: {1}</translation>
    </message>
    <message>
        <source>{0}: cannot be opened ({1})</source>
        <translation>{0}: kann nicht geöffnet werden ({1})</translation>
    </message>
    <message>
        <source>{0}: cannot be read ({1})</source>
        <translation>{0}: kann nicht gelesen werden ({1})</translation>
    </message>
    <message>
        <source>{0}: cannot be read.</source>
        <translation>{0}: kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{0}: cannot be read: {1}</source>
        <translation>{0}: kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>{0}: cannot be tried in a process of its own: {1}.</source>
        <translation>{0}: kann nicht in einem eigenen Prozess geprüft werden: {1}.</translation>
    </message>
    <message>
        <source>{0}: cannot be written.</source>
        <translation>{0}: kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>{0}: cannot be written; look at the rights of the file and of its folder.</source>
        <translation>{0}: kann nicht geschrieben werden; prüfen Sie die Rechte der Datei und ihres Ordners.</translation>
    </message>
    <message>
        <source>{0}: cuda is not built in; use vulkan, which runs on NVIDIA&apos;s driver too, or cpu.</source>
        <translation>{0}: cuda ist nicht eingebaut; nehmen Sie vulkan, das auch mit NVIDIAs Treiber läuft, oder cpu.</translation>
    </message>
    <message>
        <source>{0}: does not answer with 5 values an anchor</source>
        <translation>{0}: antwortet nicht mit 5 Werten je Anker</translation>
    </message>
    <message>
        <source>{0}: exists and is no empty folder; name another for the whole</source>
        <translation>{0}: gibt es, und es ist kein leerer Ordner; nennen Sie einen anderen für das Ganze</translation>
    </message>
    <message>
        <source>{0}: expected 64 lower-case hexadecimal digits.</source>
        <translation>{0}: Erwartet werden 64 kleingeschriebene Hexadezimalziffern.</translation>
    </message>
    <message>
        <source>{0}: expected [{{&quot;name&quot;, &quot;sha256&quot;}}, …].</source>
        <translation>{0}: Erwartet wird [{{&quot;name&quot;, &quot;sha256&quot;}}, …].</translation>
    </message>
    <message>
        <source>{0}: expected a name or {{&quot;name&quot;, &quot;sha256&quot;}}.</source>
        <translation>{0}: Erwartet wird ein Name oder {{&quot;name&quot;, &quot;sha256&quot;}}.</translation>
    </message>
    <message>
        <source>{0}: expected text.</source>
        <translation>{0}: Erwartet wird Text.</translation>
    </message>
    <message>
        <source>{0}: expected {1}, got {2}.</source>
        <translation>{0}: Erwartet wird {1}, nicht {2}.</translation>
    </message>
    <message>
        <source>{0}: expected {{&quot;name&quot;, &quot;sha256&quot;}} for each.</source>
        <translation>{0}: Erwartet wird {{&quot;name&quot;, &quot;sha256&quot;}} für jedes.</translation>
    </message>
    <message>
        <source>{0}: expected {{&quot;sha256&quot;}} of the file&apos;s contents.</source>
        <translation>{0}: Erwartet wird {{&quot;sha256&quot;}} des Inhalts der Datei.</translation>
    </message>
    <message>
        <source>{0}: gave a value that is no number</source>
        <translation>{0}: ergab einen Wert, der keine Zahl ist</translation>
    </message>
    <message>
        <source>{0}: has a header but no labels</source>
        <translation>{0}: hat eine Kopfzeile, aber keine Einordnungen</translation>
    </message>
    <message>
        <source>{0}: has no jobs.</source>
        <translation>{0}: enthält keine Aufträge.</translation>
    </message>
    <message>
        <source>{0}: has no key &quot;{1}&quot;; accepted are {2}</source>
        <translation>{0}: hat keinen Schlüssel „{1}“; möglich sind {2}</translation>
    </message>
    <message>
        <source>{0}: has no line of settings such as &quot;Steps: 20, Sampler: Euler a, …&quot;.</source>
        <translation>{0}: hat keine Zeile mit Einstellungen wie „Steps: 20, Sampler: Euler a, …“.</translation>
    </message>
    <message>
        <source>{0}: has no recipe inside; Evenlight&apos;s and A1111&apos;s PNGs have one, unless a program that edited the picture removed it.</source>
        <translation>{0}: enthält kein Rezept; PNGs von Evenlight und A1111 haben eines, wenn nicht ein Programm es beim Bearbeiten entfernt hat.</translation>
    </message>
    <message>
        <source>{0}: has no token {1}, so it is not a CLIP vocabulary</source>
        <translation>{0}: hat kein Token {1}, ist also kein Wortschatz von CLIP</translation>
    </message>
    <message>
        <source>{0}: hashing was interrupted</source>
        <translation>{0}: Das Berechnen der Prüfsumme wurde unterbrochen</translation>
    </message>
    <message>
        <source>{0}: holds an audit already</source>
        <translation>{0}: enthält schon ein Audit</translation>
    </message>
    <message>
        <source>{0}: holds an image of &quot;{1}&quot;, which is not in its prompt set</source>
        <translation>{0}: enthält ein Bild zu „{1}“, das nicht in seiner Prompt-Sammlung ist</translation>
    </message>
    <message>
        <source>{0}: holds image {1} of &quot;{2}&quot; twice</source>
        <translation>{0}: enthält Bild {1} zu „{2}“ zweimal</translation>
    </message>
    <message>
        <source>{0}: holds image {1}, beyond its last</source>
        <translation>{0}: enthält Bild {1}, jenseits des letzten</translation>
    </message>
    <message>
        <source>{0}: holds no audit (there is no audit.sqlite)</source>
        <translation>{0}: enthält kein Audit (audit.sqlite gibt es nicht)</translation>
    </message>
    <message>
        <source>{0}: holds no picture that could be labelled</source>
        <translation>{0}: enthält kein Bild, das eingeordnet werden könnte</translation>
    </message>
    <message>
        <source>{0}: holds no prompt; write one a line</source>
        <translation>{0}: enthält keinen Prompt; schreiben Sie je Zeile einen</translation>
    </message>
    <message>
        <source>{0}: holds the unknown label &quot;{1}&quot; of the attribute &quot;{2}&quot;</source>
        <translation>{0}: enthält die unbekannte Einordnung „{1}“ des Attributs „{2}“</translation>
    </message>
    <message>
        <source>{0}: holds the {1} &quot;{2}&quot;, which no audit has; it was changed by somebody</source>
        <translation>{0}: enthält „{2}“ ({1}), was kein Audit hat; jemand hat es geändert</translation>
    </message>
    <message>
        <source>{0}: is a damaged PNG: the file ends too early.</source>
        <translation>{0}: ist ein beschädigtes PNG: Die Datei endet zu früh.</translation>
    </message>
    <message>
        <source>{0}: is a damaged PNG: {1}.</source>
        <translation>{0}: ist ein beschädigtes PNG: {1}.</translation>
    </message>
    <message>
        <source>{0}: is a link; an audit&apos;s pictures lie in its own folder</source>
        <translation>{0}: ist ein Verweis; die Bilder eines Audits liegen in seinem eigenen Ordner</translation>
    </message>
    <message>
        <source>{0}: is a {1} picture; recipes are read from PNG pictures, JSON and A1111&apos;s text. Write the picture&apos;s parameters into a text file.</source>
        <translation>{0}: ist ein {1}-Bild; Rezepte werden aus PNG-Bildern, JSON und dem Text von A1111 gelesen. Schreiben Sie die Parameter des Bildes in eine Textdatei.</translation>
    </message>
    <message>
        <source>{0}: is being written, or was not closed, and cannot be read here, where nothing may be written; copy the whole folder and read the copy</source>
        <translation>{0}: wird gerade geschrieben oder wurde nicht geschlossen und ist hier, wo nichts geschrieben werden darf, nicht zu lesen; kopieren Sie den ganzen Ordner, und lesen Sie die Kopie</translation>
    </message>
    <message>
        <source>{0}: is damaged (its table &quot;{1}&quot; is missing)</source>
        <translation>{0}: ist beschädigt (die Tabelle „{1}“ fehlt)</translation>
    </message>
    <message>
        <source>{0}: is damaged ({1})</source>
        <translation>{0}: ist beschädigt ({1})</translation>
    </message>
    <message>
        <source>{0}: is damaged, or needs more than 8 GiB of memory</source>
        <translation>{0}: ist beschädigt oder braucht mehr als 8 GiB Speicher</translation>
    </message>
    <message>
        <source>{0}: is damaged: reading it would end the program ({1})</source>
        <translation>{0}: ist beschädigt: Das Lesen würde das Programm beenden ({1})</translation>
    </message>
    <message>
        <source>{0}: is gone</source>
        <translation>{0}: ist weg</translation>
    </message>
    <message>
        <source>{0}: is in the way; it may be left from a merge that was stopped. Look into it, and remove it</source>
        <translation>{0}: ist im Weg; vielleicht stammt es von einem abgebrochenen Zusammenführen. Sehen Sie hinein, und entfernen Sie es</translation>
    </message>
    <message>
        <source>{0}: is larger than the {1} bytes that are read.</source>
        <translation>{0}: ist größer als die {1} Bytes, die gelesen werden.</translation>
    </message>
    <message>
        <source>{0}: is longer than 1000 bytes</source>
        <translation>{0}: ist länger als 1000 Bytes</translation>
    </message>
    <message>
        <source>{0}: is nested more than {1} deep.</source>
        <translation>{0}: ist mehr als {1}-fach verschachtelt.</translation>
    </message>
    <message>
        <source>{0}: is no cascade that OpenCV can read</source>
        <translation>{0}: ist keine Kaskade, die OpenCV lesen kann</translation>
    </message>
    <message>
        <source>{0}: is no cascade that OpenCV can read ({1})</source>
        <translation>{0}: ist keine Kaskade, die OpenCV lesen kann ({1})</translation>
    </message>
    <message>
        <source>{0}: is no key of a recipe that a model can recommend.</source>
        <translation>{0}: ist kein Schlüssel eines Rezepts, den ein Modell empfehlen kann.</translation>
    </message>
    <message>
        <source>{0}: is no recipe: expected JSON, a PNG with a recipe inside, or A1111&apos;s text.</source>
        <translation>{0}: ist kein Rezept: Erwartet wird JSON, ein PNG mit Rezept oder der Text von A1111.</translation>
    </message>
    <message>
        <source>{0}: is not UTF-8 text</source>
        <translation>{0}: ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>{0}: is not a PNG picture.</source>
        <translation>{0}: ist kein PNG-Bild.</translation>
    </message>
    <message>
        <source>{0}: is not a database of an audit</source>
        <translation>{0}: ist keine Datenbank eines Audits</translation>
    </message>
    <message>
        <source>{0}: is not a readable PNG ({1}).</source>
        <translation>{0}: ist kein lesbares PNG ({1}).</translation>
    </message>
    <message>
        <source>{0}: is not a readable PNG or JPEG picture ({1}).</source>
        <translation>{0}: ist kein lesbares PNG- oder JPEG-Bild ({1}).</translation>
    </message>
    <message>
        <source>{0}: is not a regular file.</source>
        <translation>{0}: ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>{0}: is not valid JSON: {1}.</source>
        <translation>{0}: ist kein gültiges JSON: {1}.</translation>
    </message>
    <message>
        <source>{0}: is the same shard as {1}</source>
        <translation>{0}: ist derselbe Teil wie {1}</translation>
    </message>
    <message>
        <source>{0}: is the second instrument of its kind</source>
        <translation>{0}: ist das zweite Instrument seiner Art</translation>
    </message>
    <message>
        <source>{0}: is {1} bytes of JSON; at most {2} are read.</source>
        <translation>{0}: hat {1} Bytes JSON; höchstens {2} werden gelesen.</translation>
    </message>
    <message>
        <source>{0}: its network does not answer with 68 points</source>
        <translation>{0}: Sein Netz antwortet nicht mit 68 Punkten</translation>
    </message>
    <message>
        <source>{0}: its network has no output &quot;{1}&quot; of {2} values</source>
        <translation>{0}: Sein Netz hat keinen Ausgang „{1}“ mit {2} Werten</translation>
    </message>
    <message>
        <source>{0}: its vocabulary has {1} tokens, but its text encoder knows {2}.</source>
        <translation>{0}: Sein Wortschatz hat {1} Token, aber sein Textencoder kennt {2}.</translation>
    </message>
    <message>
        <source>{0}: lacks &quot;{1}&quot;</source>
        <translation>{0}: „{1}“ fehlt</translation>
    </message>
    <message>
        <source>{0}: lacks {1} images; {2}</source>
        <translation>{0}: {1} Bilder fehlen; {2}</translation>
    </message>
    <message>
        <source>{0}: merge {1} ({2} {3}) needs token {4}, which the vocabulary lacks; use the vocab.json and merges.txt of one model</source>
        <translation>{0}: Zusammenlegung {1} ({2} {3}) braucht das Token {4}, das im Wortschatz fehlt; verwenden Sie vocab.json und merges.txt eines Modells</translation>
    </message>
    <message>
        <source>{0}: must be an object</source>
        <translation>{0}: muss ein Objekt sein</translation>
    </message>
    <message>
        <source>{0}: names the picture &quot;{1}&quot;</source>
        <translation>{0}: nennt das Bild „{1}“</translation>
    </message>
    <message>
        <source>{0}: names the shard &quot;{1}&quot;</source>
        <translation>{0}: nennt den Teil „{1}“</translation>
    </message>
    <message>
        <source>{0}: no row has a label yet</source>
        <translation>{0}: Noch keine Zeile hat eine Einordnung</translation>
    </message>
    <message>
        <source>{0}: no such file.</source>
        <translation>{0}: Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>{0}: of the attribute &apos;{1}&apos;, &apos;{2}&apos; counts {3}, but &apos;{4}&apos; counts {5}; give one class one name, or give every prompt a row for each class</source>
        <translation>{0}: Beim Attribut „{1}“ zählt „{2}“ {3}, „{4}“ aber {5}; geben Sie einer Klasse einen Namen, oder jedem Prompt eine Zeile je Klasse</translation>
    </message>
    <message>
        <source>{0}: of {1}, {2}.</source>
        <translation>{0}: Von {1} sind {2}.</translation>
    </message>
    <message>
        <source>{0}: output: expected the path of a picture.</source>
        <translation>{0}: output: Erwartet wird der Pfad eines Bildes.</translation>
    </message>
    <message>
        <source>{0}: reading failed.</source>
        <translation>{0}: Das Lesen ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>{0}: reading it does not come to an end; the file is damaged</source>
        <translation>{0}: Das Lesen kommt zu keinem Ende; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>{0}: recommended: expected {{…}}.</source>
        <translation>{0}: recommended: Erwartet wird {{…}}.</translation>
    </message>
    <message>
        <source>{0}: several pictures would be written to {1}; put {{seed}} or {{index}} into the name.</source>
        <translation>{0}: Mehrere Bilder kämen nach {1}; setzen Sie {{seed}} oder {{index}} in den Namen.</translation>
    </message>
    <message>
        <source>{0}: the folder {1} cannot be made: {2}.</source>
        <translation>{0}: Der Ordner {1} kann nicht angelegt werden: {2}.</translation>
    </message>
    <message>
        <source>{0}: the folder {1} cannot be written to ({2}).</source>
        <translation>{0}: In den Ordner {1} kann nicht geschrieben werden ({2}).</translation>
    </message>
    <message>
        <source>{0}: the key &quot;{1}&quot; stands twice in one object.</source>
        <translation>{0}: Der Schlüssel „{1}“ steht zweimal in einem Objekt.</translation>
    </message>
    <message>
        <source>{0}: the picture does not read back as it was written; the disk or the memory may be faulty.</source>
        <translation>{0}: Das Bild liest sich nicht, wie es geschrieben wurde; die Platte oder der Speicher ist vielleicht schadhaft.</translation>
    </message>
    <message>
        <source>{0}: the picture was made with {1}, which is not supported; without it another picture would come out. {2}</source>
        <translation>{0}: Das Bild entstand mit {1}; das wird nicht unterstützt, und ohne das käme ein anderes Bild heraus. {2}</translation>
    </message>
    <message>
        <source>{0}: this network does not run ({1})</source>
        <translation>{0}: Dieses Netz läuft nicht ({1})</translation>
    </message>
    <message>
        <source>{0}: two merges make the token {1}</source>
        <translation>{0}: zwei Zusammenlegungen ergeben das Token {1}</translation>
    </message>
    <message>
        <source>{0}: unknown key {1}; a recipe has {2}.</source>
        <translation>{0}: unbekannter Schlüssel {1}; ein Rezept hat {2}.</translation>
    </message>
    <message>
        <source>{0}: unknown key {1}; it has name, sha256 and config_sha256.</source>
        <translation>{0}: unbekannter Schlüssel {1}; es gibt name, sha256 und config_sha256.</translation>
    </message>
    <message>
        <source>{0}: was changed after the audit</source>
        <translation>{0}: wurde nach dem Audit geändert</translation>
    </message>
    <message>
        <source>{0}: was made with other settings than {1}</source>
        <translation>{0}: wurde mit anderen Einstellungen gemacht als {1}</translation>
    </message>
    <message>
        <source>{0}: was measured with other instruments than {1}, so the two cannot be compared</source>
        <translation>{0}: wurde mit anderen Instrumenten gemessen als {1}; die beiden sind nicht vergleichbar</translation>
    </message>
    <message>
        <source>{0}: {1} cannot compute in {2}; accepted there are {3}.</source>
        <translation>{0}: {1} kann nicht in {2} rechnen; möglich sind dort {3}.</translation>
    </message>
    <message>
        <source>{0}: {1} failed: {2}.</source>
        <translation>{0}: {1} ist fehlgeschlagen: {2}.</translation>
    </message>
    <message>
        <source>{0}: {1} has a name that no prompt can hold; rename the file.</source>
        <translation>{0}: {1} hat einen Namen, der in keinem Prompt stehen kann; benennen Sie die Datei um.</translation>
    </message>
    <message>
        <source>{0}: {1} is neither a file nor a folder.</source>
        <translation>{0}: {1} ist weder eine Datei noch ein Ordner.</translation>
    </message>
    <message>
        <source>{0}: {1} is neither a file or folder nor the name of a known model.</source>
        <translation>{0}: {1} ist weder eine Datei oder ein Ordner noch der Name eines bekannten Modells.</translation>
    </message>
    <message>
        <source>{0}: {1} is not known; accepted are {{seed}}, {{index}} and {{prompt}}; write {{{{ and }}}} for braces.</source>
        <translation>{0}: {1} ist nicht bekannt; möglich sind {{seed}}, {{index}} und {{prompt}}; schreiben Sie {{{{ und }}}} für geschweifte Klammern.</translation>
    </message>
    <message>
        <source>{0}: {1} must end in .png, or in / for a folder.</source>
        <translation>{0}: {1} muss mit .png enden, oder mit / für einen Ordner.</translation>
    </message>
    <message>
        <source>{0}: {1}… holds the character NUL, which no file&apos;s name can.</source>
        <translation>{0}: {1}… enthält das Zeichen NUL, das in keinem Dateinamen stehen kann.</translation>
    </message>
    <message>
        <source>{0}the count &quot;{1}&quot; is not a whole number from 0 to 1,000,000,000</source>
        <translation>{0}die Anzahl „{1}“ ist keine ganze Zahl von 0 bis 1.000.000.000</translation>
    </message>
    <message>
        <source>{0}the same attribute, truth and answer stand there twice</source>
        <translation>{0}Attribut, Wahrheit und Antwort stehen so zweimal da</translation>
    </message>
    <message>
        <source>{0}there must be four fields</source>
        <translation>{0}es müssen vier Felder sein</translation>
    </message>
    <message>
        <source>{0}x{1} in batches of {2}</source>
        <translation>{0}x{1}, jeweils {2} zugleich,</translation>
    </message>
    <message>
        <source>{0}{1} has {2} classes; the correction is for at most {3}</source>
        <translation>{0}{1} hat {2} Klassen; die Berichtigung gibt es für höchstens {3}</translation>
    </message>
    <message>
        <source>{{&quot;sha256&quot;}} of a file</source>
        <translation>{{&quot;sha256&quot;}} einer Datei</translation>
    </message>
</context>
</TS>
