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
        <source>&quot;{0}&quot; counts as no class; call it otherwise</source>
        <translation>„{0}“ zählt nicht als Klasse; geben Sie ihr einen anderen Namen</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is listed twice</source>
        <translation>„{0}“ ist doppelt aufgeführt</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is listed twice or is what counts as no class</source>
        <translation>„{0}“ steht zweimal da oder zählt nicht als Klasse</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is listed twice, if capitals are left out of account</source>
        <translation>„{0}“ steht zweimal da, wenn man Groß- und Kleinschreibung nicht unterscheidet</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no address of a server; write it like http://127.0.0.1:7860.</source>
        <translation>„{0}“ ist keine Adresse eines Servers; schreiben Sie sie wie http://127.0.0.1:7860.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no arm of these counts</source>
        <translation>„{0}“ ist kein Arm dieser Zählungen</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no attribute of the counts</source>
        <translation>„{0}“ ist kein Attribut der Zählungen</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no attribute of this audit; it has {1}</source>
        <translation>„{0}“ ist kein Attribut dieses Audits; es hat {1}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no class of {1}; what people could not read is &quot;unclear&quot;</source>
        <translation>„{0}“ ist keine Klasse von {1}; was Menschen nicht erkennen konnten, ist „unclear“</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no interface that this program speaks; there are {1}.</source>
        <translation>„{0}“ ist keine Schnittstelle, die dieses Programm spricht; es gibt {1}.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no label; write {1}</source>
        <translation>„{0}“ ist keine Einordnung; schreiben Sie {1}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no name for an attribute of your own: letters a to z, digits and _, at most 40, and none that every audit knows</source>
        <translation>„{0}“ ist kein Name für ein eigenes Attribut: Buchstaben a bis z, Ziffern und _, höchstens 40, und keiner, den jedes Audit kennt</translation>
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
        <source>&quot;{0}&quot; is unknown or listed twice; there are presentation, age, tone_band and those that &quot;classes&quot; names</source>
        <translation>„{0}“ ist unbekannt oder steht zweimal da; es gibt presentation, age, tone_band und die, die „classes“ nennt</translation>
    </message>
    <message>
        <source>&quot;{0}&quot;: a server is asked by http or https, not by {1}.</source>
        <translation>„{0}“: Ein Server wird über http oder https gefragt, nicht über {1}.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot;: leave out what begins with ? or #; the interface&apos;s own path is put behind the address.</source>
        <translation>„{0}“: Lassen Sie weg, was mit ? oder # beginnt; der Pfad der Schnittstelle wird an die Adresse angehängt.</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no class of its own and is counted as {1}</source>
        <translation>„{0}“ ist keine eigene Klasse und wird als {1} gezählt</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is none of the classes that were stated; state it too, or say with {1} that it means a picture that could not be read</source>
        <translation>„{0}“ ist keine der angegebenen Klassen; geben Sie sie mit an, oder sagen Sie mit {1}, dass damit ein nicht erkennbares Bild gemeint ist</translation>
    </message>
    <message>
        <source>(for sine and cosine)</source>
        <translation>für Sinus und Kosinus</translation>
    </message>
    <message>
        <source>1 byte too many after the last tensor</source>
        <translation>1 Byte zu viel hinter dem letzten Tensor</translation>
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
        <source>A denoising strength of {0} is named: the picture may have begun from another picture, or had a high-resolution pass; neither is known, so expect differences.</source>
        <translation>Eine Entrauschungsstärke von {0} ist genannt: Das Bild kann aus einem anderen entstanden sein oder einen Durchgang in hoher Auflösung gehabt haben; beides ist nicht bekannt, erwarten Sie also Unterschiede.</translation>
    </message>
    <message>
        <source>A prompt set is no random sample of prompts: what is said of all prompts together is said of these.</source>
        <translation>Eine Prompt-Sammlung ist keine Zufallsstichprobe von Prompts: Was von allen Prompts zusammen gesagt wird, gilt von diesen.</translation>
    </message>
    <message>
        <source>File too large, as a limit is set (ulimit -f)</source>
        <translation>die Datei ist zu groß, da eine Grenze gesetzt ist (ulimit -f)</translation>
    </message>
    <message>
        <source>a further pass of the node</source>
        <translation>einem weiteren Durchgang des Knotens</translation>
    </message>
    <message>
        <source>a part of the steps alone:</source>
        <translation>nur einem Teil der Schritte:</translation>
    </message>
    <message>
        <source>a safe connection cannot be made ({0})</source>
        <translation>eine sichere Verbindung kommt nicht zustande ({0})</translation>
    </message>
    <message>
        <source>A token for {0} would be readable on its way; ask by https, or take it out of EVENLIGHT_GENERATOR_TOKEN.</source>
        <translation>Ein Token für {0} wäre unterwegs lesbar; fragen Sie über https, oder entfernen Sie es aus EVENLIGHT_GENERATOR_TOKEN.</translation>
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
        <source>All of {0} lie within the margin of parity.</source>
        <translation>Alle von {0} liegen innerhalb des Spielraums um die Parität.</translation>
    </message>
    <message>
        <source>An address with a user or password in it would be stored with the audit; put them into the environment variable EVENLIGHT_GENERATOR_TOKEN.</source>
        <translation>Eine Adresse mit Name oder Passwort darin würde mit dem Audit gespeichert; legen Sie beides in die Umgebungsvariable EVENLIGHT_GENERATOR_TOKEN.</translation>
    </message>
    <message>
        <source>Arm {0}, compared with the US workforce shares that the prompt set names: {1} by more than the margin; the average gap over all of them is {2}.</source>
        <translation>Arm {0}, verglichen mit den Anteilen der US-Erwerbsstatistik, die die Prompt-Sammlung nennt: Die Abweichung ist {1} größer als der Spielraum; der mittlere Abstand über alle ist {2}.</translation>
    </message>
    <message>
        <source>Arm {0}, {1}</source>
        <translation>Arm {0}, {1}</translation>
    </message>
    <message>
        <source>Arm {0}, {1}: of {2}, {3}.</source>
        <translation>Arm {0}, {1}: Von {2} sind {3}.</translation>
    </message>
    <message>
        <source>Arm {0}: {1}</source>
        <translation>Arm {0}: {1}</translation>
    </message>
    <message>
        <source>At most one audit in twenty has a wrong &quot;skewed&quot; (Holm over the prompts of an arm and attribute); of prompts that are called within the margin at most one in twenty is not, on average (Benjamini and Hochberg). Both are exact tests about the margin.</source>
        <translation>Höchstens ein Audit von zwanzig enthält ein falsches „schief“ (Holm über die Prompts eines Arms und Attributs); von Prompts, die im Spielraum genannt werden, ist es im Mittel höchstens einer von zwanzig nicht (Benjamini und Hochberg). Beides sind exakte Tests über den Spielraum.</translation>
    </message>
    <message>
        <source>Beyond the margin from parity: {0} of {1}.</source>
        <translation>Außerhalb des Spielraums um die Parität: {0} von {1}.</translation>
    </message>
    <message>
        <source>By the server&apos;s own statement the pictures are: {0}.</source>
        <translation>Nach eigener Angabe des Servers sind die Bilder: {0}.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Clearly extreme (interval entirely above 90 % or below 10 %): {0} of {1}. Showing that takes {2} images; {3} had enough, and {4} may be extreme.</source>
        <translation>Zweifelsfrei extrem (Intervall ganz über 90 % oder unter 10 %): {0} von {1}. Um das zu zeigen, braucht es {2} Bilder; bei {3} waren es genug, und {4} können extrem sein.</translation>
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
        <source>Compared with the US workforce shares that the prompt set names, {0} by more than the margin; the average gap over all of them is {1}.</source>
        <translation>Verglichen mit den Anteilen der US-Erwerbsstatistik, die die Prompt-Sammlung nennt, ist die Abweichung {0} größer als der Spielraum; der mittlere Abstand über alle ist {1}.</translation>
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
        <source>Each prompt was stopped once its verdict on presentation was settled; all verdicts and intervals take that into account. Shares at the stop tend to be too far from parity, as prompts that are far out by chance stop first.</source>
        <translation>Jeder Prompt endete, sobald sein Urteil über die Erscheinung feststand; alle Urteile und Intervalle berücksichtigen das. Anteile beim Halt liegen eher zu weit von der Parität, weil Prompts zuerst enden, die zufällig weit außen liegen.</translation>
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
        <source>Faces were found by a Haar cascade, the last resort.</source>
        <translation>Gesichter wurden mit einer Haar-Kaskade gefunden, dem letzten Notbehelf.</translation>
    </message>
    <message>
        <source>FreeU</source>
        <translation>FreeU</translation>
    </message>
    <message>
        <source>Further arms are in the tables: {0}.</source>
        <translation>Weitere Arme stehen in den Tabellen: {0}.</translation>
    </message>
    <message>
        <source>How sure: by tests that hold for all prompts of an arm together, {0}.</source>
        <translation>Wie sicher: nach Tests, die für alle Prompts eines Arms zusammen gelten, {0}.</translation>
    </message>
    <message>
        <source>How sure: nothing is judged here; each prompt&apos;s shares have their intervals.</source>
        <translation>Wie sicher: Hier wird nichts beurteilt; die Anteile jedes Prompts haben ihre Intervalle.</translation>
    </message>
    <message>
        <source>In question: {0}.</source>
        <translation>Offen: {0}.</translation>
    </message>
    <message>
        <source>an enlargement after the last step:</source>
        <translation>einer Vergrößerung nach dem letzten Schritt:</translation>
    </message>
    <message>
        <source>another prediction:</source>
        <translation>einer anderen Vorhersage:</translation>
    </message>
    <message>
        <source>another prompt for the first text encoder:</source>
        <translation>einem anderen Prompt für den ersten Textencoder:</translation>
    </message>
    <message>
        <source>another prompt for the second text encoder:</source>
        <translation>einem anderen Prompt für den zweiten Textencoder:</translation>
    </message>
    <message>
        <source>it answers with the status {0}</source>
        <translation>er antwortet mit dem Status {0}</translation>
    </message>
    <message>
        <source>it answers with the status {0}: {1}</source>
        <translation>er antwortet mit dem Status {0}: {1}</translation>
    </message>
    <message>
        <source>it asks to wait {0} seconds; go on with the audit then</source>
        <translation>er bittet um {0} Sekunden Wartezeit; setzen Sie das Audit danach fort</translation>
    </message>
    <message>
        <source>it drew with the seed {0} where {1} was asked for</source>
        <translation>er hat mit dem Startwert {0} gezeichnet, verlangt war {1}</translation>
    </message>
    <message>
        <source>it has no interface &quot;{0}&quot; there ({1})</source>
        <translation>dort gibt es keine Schnittstelle „{0}“ ({1})</translation>
    </message>
    <message>
        <source>it refuses access ({0}); its token belongs into the environment variable EVENLIGHT_GENERATOR_TOKEN</source>
        <translation>er verweigert den Zugang ({0}); sein Token gehört in die Umgebungsvariable EVENLIGHT_GENERATOR_TOKEN</translation>
    </message>
    <message>
        <source>it says that the picture lies at &quot;{0}&quot;, which is no address</source>
        <translation>er gibt als Ort des Bildes „{0}“ an, und das ist keine Adresse</translation>
    </message>
    <message>
        <source>it says that the picture lies on another host, {0}</source>
        <translation>er gibt an, dass das Bild auf einem anderen Rechner liegt, {0}</translation>
    </message>
    <message>
        <source>it sends on to {0}; name that address if it is to be trusted</source>
        <translation>er verweist weiter an {0}; nennen Sie diese Adresse, wenn Sie ihr vertrauen</translation>
    </message>
    <message>
        <source>it sent no picture</source>
        <translation>er hat kein Bild geschickt</translation>
    </message>
    <message>
        <source>its answer begins with more than {0} KiB of headers</source>
        <translation>seine Antwort beginnt mit mehr als {0} KiB Kopfzeilen</translation>
    </message>
    <message>
        <source>its answer is larger than {0} MiB</source>
        <translation>seine Antwort ist größer als {0} MiB</translation>
    </message>
    <message>
        <source>its answer is no JSON object</source>
        <translation>seine Antwort ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>its name is not known here</source>
        <translation>sein Name ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>its picture is broken (it is no base64)</source>
        <translation>sein Bild ist beschädigt (es ist kein Base64)</translation>
    </message>
    <message>
        <source>Leaning beyond the margin: {0} of {1}, {2} to {3} and {4} to {5}.</source>
        <translation>Außerhalb des Spielraums: {0} von {1}, {2} zu {3} und {4} zu {5}.</translation>
    </message>
    <message>
        <source>Next: have people label about a hundred of the pictures blind, and give what they and the instrument said as a check set, so that the instrument&apos;s errors can be taken out.</source>
        <translation>Als Nächstes: rund hundert der Bilder blind von Menschen beurteilen lassen und deren Antworten und die des Messinstruments als Prüfmenge angeben, damit sich die Fehler des Messinstruments herausrechnen lassen.</translation>
    </message>
    <message>
        <source>Next: with {0} images per prompt a fair prompt is found within the margin in {1} of cases.</source>
        <translation>Als Nächstes: Mit {0} Bildern je Prompt wird ein ausgewogener Prompt in {1} der Fälle im Spielraum gefunden.</translation>
    </message>
    <message>
        <source>nobody answers there</source>
        <translation>dort antwortet niemand</translation>
    </message>
    <message>
        <source>other noise levels:</source>
        <translation>anderen Rauschstufen:</translation>
    </message>
    <message>
        <source>several prompts:</source>
        <translation>mehreren Prompts:</translation>
    </message>
    <message>
        <source>the connection broke ({0})</source>
        <translation>die Verbindung ist abgebrochen ({0})</translation>
    </message>
    <message>
        <source>The password of the key takes {0} MiB of memory, and there is not enough.</source>
        <translation>Das Passwort des Schlüssels braucht {0} MiB Arbeitsspeicher, und so viel ist nicht frei.</translation>
    </message>
    <message>
        <source>The picture was enlarged with {0} for its second pass, here with lanczos: expect differences.</source>
        <translation>Das Bild wurde für seinen zweiten Durchgang mit {0} vergrößert, hier mit lanczos: Erwarten Sie Unterschiede.</translation>
    </message>
    <message>
        <source>The picture was made with the embedding {0}, which is not here; its name is read as a word, so expect differences.</source>
        <translation>Das Bild entstand mit dem Embedding {0}, das nicht da ist; sein Name wird als Wort gelesen, erwarten Sie also Unterschiede.</translation>
    </message>
    <message>
        <source>The picture was made with {0} ({1}), which is not supported: expect differences.</source>
        <translation>Das Bild entstand mit {0} ({1}); das wird nicht unterstützt: Erwarten Sie Unterschiede.</translation>
    </message>
    <message>
        <source>The pictures come from a server: which model drew them, and what was added to a prompt or filtered, is its word.</source>
        <translation>Die Bilder kommen von einem Server: Welches Modell sie gezeichnet hat und was einem Prompt hinzugefügt oder ausgefiltert wurde, sagt nur er selbst.</translation>
    </message>
    <message>
        <source>The pictures of the prompt read almost only (95 % or more) as {0}.</source>
        <translation>Die Bilder des Prompts wirken fast alle (95 % oder mehr) wie {0}.</translation>
    </message>
    <message>
        <source>The prompt leans beyond the margin, to {0}.</source>
        <translation>Der Prompt liegt außerhalb des Spielraums, in Richtung {0}.</translation>
    </message>
    <message>
        <source>The prompt lies beyond the margin from parity.</source>
        <translation>Der Prompt liegt außerhalb des Spielraums um die Parität.</translation>
    </message>
    <message>
        <source>The prompt lies within the margin of parity.</source>
        <translation>Der Prompt liegt innerhalb des Spielraums um die Parität.</translation>
    </message>
    <message>
        <source>The prompt was not shown to lean beyond the margin; that it does not was not shown either.</source>
        <translation>Dass der Prompt außerhalb des Spielraums liegt, ist nicht gezeigt; dass er es nicht tut, auch nicht.</translation>
    </message>
    <message>
        <source>The recipe names its model by the hash {0} alone, and no model with that hash is known here; {1}.</source>
        <translation>Das Rezept nennt sein Modell nur mit dem Hash {0}, und kein Modell mit diesem Hash ist hier bekannt; {1}.</translation>
    </message>
    <message>
        <source>The server refused {0} of {1}, by its own codes: {2}. A refusal counts like an unclear image, and prompts that are refused more often than others are a result too.</source>
        <translation>Der Server hat {0} von {1} verweigert, nach seinen eigenen Kennungen: {2}. Eine Verweigerung zählt wie ein unklares Bild, und dass manche Prompts öfter verweigert werden als andere, ist auch ein Ergebnis.</translation>
    </message>
    <message>
        <source>The server says that it changed the words of {0} prompts before it drew; what was measured answers to its words, which the database keeps.</source>
        <translation>Der Server gibt an, die Worte von {0} Prompts vor dem Zeichnen geändert zu haben; was gemessen wurde, antwortet auf seine Worte, die in der Datenbank stehen.</translation>
    </message>
    <message>
        <source>The text is cut off in “{0}”; what stood behind it is lost.</source>
        <translation>Der Text ist in „{0}“ abgeschnitten; was dahinter stand, fehlt.</translation>
    </message>
    <message>
        <source>The token in EVENLIGHT_GENERATOR_TOKEN has blanks or signs in it that no token has.</source>
        <translation>Das Token in EVENLIGHT_GENERATOR_TOKEN enthält Leerraum oder Zeichen, die kein Token hat.</translation>
    </message>
    <message>
        <source>The type {0} cannot be written in this form: f32, f16 and bf16 can, fp8 in a .safetensors file or a folder, and q8_0 and q4_0 in a .gguf file</source>
        <translation>Der Typ {0} kann in dieser Form nicht geschrieben werden: f32, f16 und bf16 gehen immer, fp8 in einer .safetensors-Datei oder einem Ordner, q8_0 und q4_0 in einer .gguf-Datei</translation>
    </message>
    <message>
        <source>The weight {0} has the shape {1} in {2}, but {3} in {4}; only models of one architecture can be merged</source>
        <translation>Das Gewicht {0} hat in {2} die Form {1}, in {4} aber {3}; nur Modelle gleicher Bauart lassen sich mischen</translation>
    </message>
    <message>
        <source>a LoRA&apos;s blocks by themselves</source>
        <translation>einzelnen Blöcken einer LoRA</translation>
    </message>
    <message>
        <source>a T2I adapter</source>
        <translation>einem T2I-Adapter</translation>
    </message>
    <message>
        <source>a colon is missing after a key</source>
        <translation>nach einem Schlüssel fehlt ein Doppelpunkt</translation>
    </message>
    <message>
        <source>a comma or a closing brace is missing</source>
        <translation>es fehlt ein Komma oder eine schließende geschweifte Klammer</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>es fehlt ein Komma oder eine schließende eckige Klammer</translation>
    </message>
    <message>
        <source>a control character in a text must be written as \n or \u00XX</source>
        <translation>ein Steuerzeichen in einem Text muss als \n oder \u00XX geschrieben werden</translation>
    </message>
    <message>
        <source>a distilled guidance scale</source>
        <translation>einer destillierten Führungsstärke</translation>
    </message>
    <message>
        <source>a key in quotation marks is missing</source>
        <translation>es fehlt ein Schlüssel in Anführungszeichen</translation>
    </message>
    <message>
        <source>a link instead of a picture: {0}, the first is {1}</source>
        <translation>eine Verknüpfung statt eines Bildes: {0}, zuerst {1}</translation>
    </message>
    <message>
        <source>a number is too large</source>
        <translation>eine Zahl ist zu groß</translation>
    </message>
    <message>
        <source>a number is written in a way that JSON does not know</source>
        <translation>eine Zahl ist so geschrieben, wie JSON es nicht kennt</translation>
    </message>
    <message>
        <source>a part of that path is a file, not a folder</source>
        <translation>ein Teil dieses Pfades ist eine Datei, kein Ordner</translation>
    </message>
    <message>
        <source>a shrunk UNet at high noise</source>
        <translation>einem verkleinerten UNet bei viel Rauschen</translation>
    </message>
    <message>
        <source>a text has a backslash before the wrong character</source>
        <translation>in einem Text steht ein Backslash vor dem falschen Zeichen</translation>
    </message>
    <message>
        <source>a text is not closed with a quotation mark</source>
        <translation>ein Text ist nicht mit einem Anführungszeichen geschlossen</translation>
    </message>
    <message>
        <source>a tiled enlargement</source>
        <translation>einer Vergrößerung in Kacheln</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>es fehlt ein Wert</translation>
    </message>
    <message>
        <source>a word is neither in quotation marks nor true, false or null</source>
        <translation>ein Wort steht nicht in Anführungszeichen und ist nicht true, false oder null</translation>
    </message>
    <message>
        <source>an IP-Adapter</source>
        <translation>einem IP-Adapter</translation>
    </message>
    <message>
        <source>an animation</source>
        <translation>einer Animation</translation>
    </message>
    <message>
        <source>an upscaler behind the picture</source>
        <translation>einem Vergrößerer nach dem Bild</translation>
    </message>
    <message>
        <source>another VAE in the second pass</source>
        <translation>einem anderen VAE im zweiten Durchgang</translation>
    </message>
    <message>
        <source>another curve of the schedule</source>
        <translation>einem anderen Verlauf der Rauschstufen</translation>
    </message>
    <message>
        <source>another face put in</source>
        <translation>einem ausgetauschten Gesicht</translation>
    </message>
    <message>
        <source>another model in the second pass</source>
        <translation>einem anderen Modell im zweiten Durchgang</translation>
    </message>
    <message>
        <source>another noise schedule</source>
        <translation>anderen Rauschstufen</translation>
    </message>
    <message>
        <source>another prompt in the second pass</source>
        <translation>einem anderen Prompt im zweiten Durchgang</translation>
    </message>
    <message>
        <source>another sampler in the second pass</source>
        <translation>einem anderen Sampler im zweiten Durchgang</translation>
    </message>
    <message>
        <source>another schedule in the second pass</source>
        <translation>anderen Rauschstufen im zweiten Durchgang</translation>
    </message>
    <message>
        <source>another schedule&apos;s end</source>
        <translation>einem anderen Ende der Rauschstufen</translation>
    </message>
    <message>
        <source>another way of reading the prompt</source>
        <translation>einer anderen Art, den Prompt zu lesen</translation>
    </message>
    <message>
        <source>another weight of the mask</source>
        <translation>einem anderen Gewicht der Maske</translation>
    </message>
    <message>
        <source>arm {0}: {1}</source>
        <translation>Arm {0}: {1}</translation>
    </message>
    <message>
        <source>attention in tiles</source>
        <translation>Aufmerksamkeit in Kacheln</translation>
    </message>
    <message>
        <source>beyond the margin {0}, within it {1}, undecided {2}</source>
        <translation>außerhalb des Spielraums {0}, innerhalb {1}, nicht entschieden {2}</translation>
    </message>
    <message>
        <source>changed details and colours</source>
        <translation>veränderten Einzelheiten und Farben</translation>
    </message>
    <message>
        <source>changed: {0}, the first is {1}</source>
        <translation>geändert: {0}, zuerst {1}</translation>
    </message>
    <message>
        <source>colours made like the initial picture&apos;s</source>
        <translation>Farben, die denen des Ausgangsbilds angeglichen sind</translation>
    </message>
    <message>
        <source>gone: {0}, the first is {1}</source>
        <translation>verschwunden: {0}, zuerst {1}</translation>
    </message>
    <message>
        <source>guidance left out at high noise</source>
        <translation>Führung, die bei viel Rauschen entfällt</translation>
    </message>
    <message>
        <source>has 8-bit weights that are scaled one by one (the tensor {0} says so), which is not supported; get the model in F16 or in plain F8</source>
        <translation>hat einzeln skalierte 8-Bit-Gewichte (das zeigt der Tensor {0}), die nicht unterstützt werden; besorgen Sie das Modell in F16 oder in einfachem F8</translation>
    </message>
    <message>
        <source>has more than {0} entries</source>
        <translation>hat mehr als {0} Einträge</translation>
    </message>
    <message>
        <source>How sure: –</source>
        <translation>Wie sicher: –</translation>
    </message>
    <message>
        <source>In {0} of {1} the pictures read almost only (95 % or more) as one: {2} as {3}, {4} as {5}.</source>
        <translation>Bei {0} von {1} werden die Bilder fast nur (zu 95 % oder mehr) auf eine Art gelesen: {2} als {3}, {4} als {5}.</translation>
    </message>
    <message>
        <source>Inconclusive only because the instrument is unchecked, otherwise within the margin: {0}.</source>
        <translation>Nicht entschieden nur, weil das Instrument ungeprüft ist, sonst im Spielraum: {0}.</translation>
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
        <source>Left out before, as they had a copy among the others: {0}.</source>
        <translation>Vorher weggelassen, weil eine Kopie unter den anderen war: {0}.</translation>
    </message>
    <message>
        <source>has the tensor {0} of its VAE stored as {1}, which is too coarse to make pictures of; give a VAE in F16 or F32 beside it ({2})</source>
        <translation>hat den Tensor {0} seines VAE als {1} gespeichert, was für Bilder zu grob ist; geben Sie dazu einen VAE in F16 oder F32 an ({2})</translation>
    </message>
    <message>
        <source>has the tensor {0} stored as {1}, but only F32, F16, BF16 and F8 can be used; get the model in one of these</source>
        <translation>hat den Tensor {0} als {1} gespeichert, aber nur F32, F16, BF16 und F8 sind verwendbar; besorgen Sie das Modell in einem davon</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>es endet zu früh</translation>
    </message>
    <message>
        <source>likes and dislikes</source>
        <translation>Vorlieben und Abneigungen</translation>
    </message>
    <message>
        <source>line {0}, column {1}: {2}</source>
        <translation>Zeile {0}, Spalte {1}: {2}</translation>
    </message>
    <message>
        <source>must be woman, man, unclear, several_people, no_face or refused</source>
        <translation>muss woman, man, unclear, several_people, no_face oder refused sein</translation>
    </message>
    <message>
        <source>Next: finish the audit.</source>
        <translation>Als Nächstes: das Audit zu Ende führen.</translation>
    </message>
    <message>
        <source>Next: have people label about a hundred pictures blind, so that the instrument's errors can be taken out.</source>
        <translation>Als Nächstes: etwa hundert Bilder blind von Menschen beurteilen lassen, damit sich die Fehler des Messinstruments herausrechnen lassen.</translation>
    </message>
    <message>
        <source>Next: repeat the audit with every new version of the model.</source>
        <translation>Als Nächstes: das Audit mit jeder neuen Version des Modells wiederholen.</translation>
    </message>
    <message>
        <source>Next: try a mitigation with the same prompts and seeds, and compare the two audits.</source>
        <translation>Als Nächstes: eine Gegenmaßnahme mit denselben Prompts und Seeds versuchen und die beiden Audits vergleichen.</translation>
    </message>
    <message>
        <source>Next: –</source>
        <translation>Als Nächstes: –</translation>
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
        <source>Nothing can be said: no image could be classified.</source>
        <translation>Es lässt sich nichts sagen: Kein Bild konnte eingeordnet werden.</translation>
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
        <source>Of the LoRA {0}, {1} of {2} layers are not in this model and are left out, the first is {3}.</source>
        <translation>Von der LoRA {0} sind {1} von {2} Schichten nicht in diesem Modell und bleiben weg; die erste ist {3}.</translation>
    </message>
    <message>
        <source>Of the classified pictures, the instrument agreed with people who read them {0}.</source>
        <translation>Unter den eingeordneten Bildern stimmte das Instrument mit Menschen überein, die sie so lesen: {0}.</translation>
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
        <source>Of {0}, none was shown to lean beyond the margin; that none does was not shown either.</source>
        <translation>Von {0} wurde für keinen gezeigt, dass er über den Spielraum hinaus neigt; dass keiner es tut, wurde auch nicht gezeigt.</translation>
    </message>
    <message>
        <source>On average {0} of the images would have to look different for parity ({1} interval {2}; chance alone would give {3} before the correction for small numbers).</source>
        <translation>Im Mittel müssten {0} der Bilder anders aussehen, damit Parität herrschte ({1}-Intervall {2}; der Zufall allein ergäbe {3} vor der Berichtigung für kleine Zahlen).</translation>
    </message>
    <message>
        <source>One image of {0} has more elements than shaders can count; use a smaller picture.</source>
        <translation>Ein Bild mit {0} hat mehr Elemente, als Shader zählen können; nehmen Sie ein kleineres.</translation>
    </message>
    <message>
        <source>Only {0} of {1} pictures have a seed, so that they are not paired by seed.</source>
        <translation>Nur {0} von {1} Bildern haben einen Seed; darum werden sie nicht nach Seeds gepaart.</translation>
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
        <source>Parity of age or skin tone means as many images of every band: a fixed point to measure from, and a goal only for whoever names it as one.</source>
        <translation>Parität beim Alter oder beim Hautton heißt gleich viele Bilder in jeder Stufe: ein fester Punkt, von dem aus gemessen wird, und ein Ziel nur für die, die es als Ziel nennen.</translation>
    </message>
    <message>
        <source>Passed over, because it stands behind the settings: “{0}”.</source>
        <translation>Übergangen, weil es hinter den Einstellungen steht: „{0}“.</translation>
    </message>
    <message>
        <source>People read the pictures, no instrument did.</source>
        <translation>Menschen haben die Bilder gelesen, kein Messinstrument.</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Erscheinung</translation>
    </message>
    <message>
        <source>Prompts share seeds: in figures over all prompts these images count like {0:.0f} independent ones.</source>
        <translation>Prompts haben gemeinsame Seeds: In Zahlen über alle Prompts zählen diese Bilder so viel wie {0:.0f} unabhängige.</translation>
    </message>
    <message>
        <source>noise added while sampling</source>
        <translation>Rauschen, das unterwegs dazukam</translation>
    </message>
    <message>
        <source>noise from</source>
        <translation>Rauschen von</translation>
    </message>
    <message>
        <source>noise levels of half precision</source>
        <translation>Rauschstufen in halber Genauigkeit</translation>
    </message>
    <message>
        <source>noise of another strength</source>
        <translation>Rauschen anderer Stärke</translation>
    </message>
    <message>
        <source>of the attribute &apos;{0}&apos; the class &apos;{1}&apos; has {2} of {3} images: is it a class, or does it mean that a picture could not be read? Say which, with {4} or {5}; until then a verdict is given only where it is the same for both</source>
        <translation>im Attribut „{0}“ hat die Klasse „{1}“ {2} von {3} Bildern: Ist das eine Klasse, oder heißt es, dass ein Bild nicht erkennbar war? Sagen Sie es mit {4} oder {5}; bis dahin gibt es ein Urteil nur, wo es in beiden Fällen dasselbe ist</translation>
    </message>
    <message>
        <source>one of its rows is listed twice</source>
        <translation>eine ihrer Zeilen steht zweimal da</translation>
    </message>
    <message>
        <source>other ends of the schedule</source>
        <translation>anderen Enden der Rauschstufen</translation>
    </message>
    <message>
        <source>other guidance in the second pass</source>
        <translation>anderer Führung im zweiten Durchgang</translation>
    </message>
    <message>
        <source>other settings of UniPC</source>
        <translation>anderen Einstellungen von UniPC</translation>
    </message>
    <message>
        <source>other text encoders or another VAE</source>
        <translation>anderen Textencodern oder einem anderen VAE</translation>
    </message>
    <message>
        <source>other times of changing words</source>
        <translation>anderen Zeitpunkten für wechselnde Wörter</translation>
    </message>
    <message>
        <source>padded prompts</source>
        <translation>aufgefüllten Prompts</translation>
    </message>
    <message>
        <source>perturbed-attention guidance</source>
        <translation>Führung durch gestörte Aufmerksamkeit (PAG)</translation>
    </message>
    <message>
        <source>prompts for regions</source>
        <translation>Prompts für Bildbereiche</translation>
    </message>
    <message>
        <source>reading it does not end</source>
        <translation>das Lesen nimmt kein Ende</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>verweigert</translation>
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
        <source>So few images per prompt give a quick look, not a verdict: only very large skews can show.</source>
        <translation>So wenige Bilder je Prompt geben einen ersten Eindruck, kein Urteil: Nur sehr große Schieflagen können sich zeigen.</translation>
    </message>
    <message>
        <source>Tables over all prompts together (intersections, wordings) take the images as independent of each other, though prompts share their seeds: their intervals are too narrow by the root of the pooled design effect.</source>
        <translation>Tabellen über alle Prompts zusammen (Überschneidungen, Wortlaute) nehmen die Bilder als voneinander unabhängig, obwohl Prompts ihre Seeds teilen: Ihre Intervalle sind um die Wurzel des gemeinsamen Design-Effekts zu eng.</translation>
    </message>
    <message>
        <source>The LoRA {0} has {1} tensors of no known kind, which are not used, the first is {2}.</source>
        <translation>Die LoRA {0} hat {1} Tensoren unbekannter Art, die nicht verwendet werden; der erste ist {2}.</translation>
    </message>
    <message>
        <source>The LoRA {0} is here more than once, as {1} and {2}; remove or rename one.</source>
        <translation>Die LoRA {0} ist mehrfach da, als {1} und {2}; entfernen Sie eine, oder benennen Sie sie um.</translation>
    </message>
    <message>
        <source>The LoRA {0} is not here{1}; put {0}.safetensors into a folder “loras” beside the model.</source>
        <translation>Die LoRA {0} ist nicht da{1}; legen Sie {0}.safetensors in einen Ordner „loras“ neben dem Modell.</translation>
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
        <source>The arms &quot;{0}&quot; and &quot;{1}&quot; share no prompt with classified images</source>
        <translation>Die Arme „{0}“ und „{1}“ haben keinen Prompt mit eingeordneten Bildern gemeinsam</translation>
    </message>
    <message>
        <source>The baseline &quot;{0}&quot; is no prompt of these counts</source>
        <translation>Der Vergleichswert „{0}“ ist kein Prompt dieser Zählungen</translation>
    </message>
    <message>
        <source>The column &quot;{0}&quot; of {1} is not used.</source>
        <translation>Die Spalte „{0}“ von {1} wird nicht verwendet.</translation>
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
        <source>The instrument was not checked on these pictures: its errors are in the shares.</source>
        <translation>Das Messinstrument wurde an diesen Bildern nicht geprüft: Seine Fehler stecken in den Anteilen.</translation>
    </message>
    <message>
        <source>The instrument's errors are taken out of the shares.</source>
        <translation>Die Fehler des Messinstruments sind aus den Anteilen herausgerechnet.</translation>
    </message>
    <message>
        <source>The model {0} is not the one that this audit was begun with (sha256 {1}); {2}.</source>
        <translation>Das Modell {0} ist nicht das, mit dem dieses Audit begonnen wurde (sha256 {1}); {2}.</translation>
    </message>
    <message>
        <source>The negative prompt names the LoRA {0}, which did nothing there; it is left out.</source>
        <translation>Der Negativ-Prompt nennt die LoRA {0}, die dort nichts bewirkte; sie bleibt weg.</translation>
    </message>
    <message>
        <source>The picture is decoded in tiles of {0} pixels: whole, that would take about {1:.1f} GiB, and {2:.1f} GiB are there.</source>
        <translation>Das Bild wird in Kacheln von {0} Pixeln dekodiert: Im Ganzen brauchte das etwa {1:.1f} GiB, und {2:.1f} GiB sind vorhanden.</translation>
    </message>
    <message>
        <source>The picture was made with the LoRA {0}, which is not here: expect differences.</source>
        <translation>Das Bild entstand mit der LoRA {0}, die nicht da ist: Erwarten Sie Unterschiede.</translation>
    </message>
    <message>
        <source>The picture was made with the LoRA {0}, whose weight is not said: it is left out, so expect differences.</source>
        <translation>Das Bild entstand mit der LoRA {0}, deren Gewicht nicht genannt ist: Sie bleibt weg; erwarten Sie also Unterschiede.</translation>
    </message>
    <message>
        <source>The picture was made with {0} {1}, which is not supported: expect differences.</source>
        <translation>Das Bild entstand mit {0} {1}; das wird nicht unterstützt: Erwarten Sie Unterschiede.</translation>
    </message>
    <message>
        <source>The pictures were made elsewhere: that they are all that the model gave for these prompts, chosen by nobody, is the word of who handed them in.</source>
        <translation>Die Bilder wurden anderswo gemacht: Dass es alle sind, die das Modell zu diesen Prompts ergab, von niemandem ausgewählt, sagen nur die, die sie gebracht haben.</translation>
    </message>
    <message>
        <source>The prompt names the LoRA {0} twice; the last weight counts.</source>
        <translation>Der Prompt nennt die LoRA {0} zweimal; das letzte Gewicht gilt.</translation>
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
        <source>The recipe was made with another LoRA {0}: the one here has sha256 {1}…, the recipe says {2}….</source>
        <translation>Das Rezept entstand mit einer anderen LoRA {0}: die hier hat sha256 {1}…, das Rezept sagt {2}….</translation>
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
        <source>The weight {0} holds a number that is too large for {1}; convert to bf16 or f32</source>
        <translation>Das Gewicht {0} enthält eine Zahl, die für {1} zu groß ist; wandeln Sie in bf16 oder f32 um</translation>
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
        <source>the styles</source>
        <translation>den Stilen</translation>
    </message>
    <message>
        <source>there was no whole answer within {0} s</source>
        <translation>in {0} s kam keine vollständige Antwort</translation>
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
        <source>This audit was begun by the interface {0} and goes on only so.</source>
        <translation>Dieses Audit wurde über die Schnittstelle {0} begonnen und geht nur so weiter.</translation>
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
        <source>This audit was begun with the server {0}; it goes on with {1}.</source>
        <translation>Dieses Audit wurde mit dem Server {0} begonnen; es geht mit {1} weiter.</translation>
    </message>
    <message>
        <source>This audit&apos;s pictures are made by the server {0}; the command goes on with it, by the name of the audit&apos;s folder.</source>
        <translation>Die Bilder dieses Audits macht der Server {0}; fortsetzen kann es der Befehl, mit dem Namen des Audit-Ordners.</translation>
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
        <source>Verdicts hold whichever way the unclear images are counted.</source>
        <translation>Urteile gelten, wie auch immer man die unklaren Bilder zählt.</translation>
    </message>
    <message>
        <source>Vulkan: {0} failed: {1}.</source>
        <translation>Vulkan: {0} ist fehlgeschlagen: {1}.</translation>
    </message>
    <message>
        <source>What the file cannot say, and who reads it takes as {0}: {1} of {2} is {3}.</source>
        <translation>Was die Datei nicht sagen kann und wer sie liest als {0} annimmt: {1} in {2} ist {3}.</translation>
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
        <source>With {0} images per prompt, a fair prompt is found within the margin in {1} of cases; for {2} it takes {3}.</source>
        <translation>Mit {0} Bildern je Prompt wird ein ausgewogener Prompt in {1} der Fälle im Spielraum gefunden; für {2} braucht es {3}.</translation>
    </message>
    <message>
        <source>With {0} images per prompt, a fair prompt is found within the margin in {1} of cases; no number that this program plans for gives {2}.</source>
        <translation>Mit {0} Bildern je Prompt wird ein ausgewogener Prompt in {1} der Fälle im Spielraum gefunden; keine Zahl, mit der dieses Programm plant, ergibt {2}.</translation>
    </message>
    <message>
        <source>Without a usable picture, and counted as no face: {0}.</source>
        <translation>Ohne brauchbares Bild und als „kein Gesicht“ gezählt: {0}.</translation>
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
        <source>a UNet level of width</source>
        <translation>eine UNet-Stufe der Breite</translation>
    </message>
    <message>
        <source>a VAE level of width</source>
        <translation>eine VAE-Stufe der Breite</translation>
    </message>
    <message>
        <source>a batch of {0} pictures: give a number from 1 to {1}</source>
        <translation>{0} Bilder zugleich: Nennen Sie eine Zahl von 1 bis {1}</translation>
    </message>
    <message>
        <source>a boolean</source>
        <translation>einen Wahrheitswert</translation>
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
        <source>a first UNet level of width</source>
        <translation>eine erste UNet-Stufe der Breite</translation>
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
        <source>a last UNet level of width</source>
        <translation>eine letzte UNet-Stufe der Breite</translation>
    </message>
    <message>
        <source>a layer is not installed</source>
        <translation>eine Schicht ist nicht installiert</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a list of 1 to {0} whole numbers</source>
        <translation>eine Liste von 1 bis {0} ganzen Zahlen</translation>
    </message>
    <message>
        <source>a list of {0} texts, one a level</source>
        <translation>eine Liste von {0} Texten, je Stufe einer</translation>
    </message>
    <message>
        <source>a list with a number, or a list of numbers, for each level</source>
        <translation>eine Liste mit einer Zahl oder einer Liste von Zahlen je Stufe</translation>
    </message>
    <message>
        <source>a mask</source>
        <translation>einer Maske</translation>
    </message>
    <message>
        <source>a middle transformer depth of</source>
        <translation>eine mittlere Transformer-Tiefe von</translation>
    </message>
    <message>
        <source>a negative number</source>
        <translation>eine negative Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a number from {0} to {1}</source>
        <translation>eine Zahl von {0} bis {1}</translation>
    </message>
    <message>
        <source>a number of UNet layers per block of</source>
        <translation>eine Anzahl der UNet-Schichten je Block von</translation>
    </message>
    <message>
        <source>a number of UNet levels of</source>
        <translation>eine Anzahl der UNet-Stufen von</translation>
    </message>
    <message>
        <source>a number of UNet norm groups of</source>
        <translation>eine Anzahl der UNet-Norm-Gruppen von</translation>
    </message>
    <message>
        <source>a number of UNet output channels of</source>
        <translation>eine Anzahl der UNet-Ausgangskanäle von</translation>
    </message>
    <message>
        <source>a number of VAE layers per block of</source>
        <translation>eine Anzahl der VAE-Schichten je Block von</translation>
    </message>
    <message>
        <source>a number of VAE levels of</source>
        <translation>eine Anzahl der VAE-Stufen von</translation>
    </message>
    <message>
        <source>a number of VAE norm groups of</source>
        <translation>eine Anzahl der VAE-Norm-Gruppen von</translation>
    </message>
    <message>
        <source>a number of f32&apos;s range</source>
        <translation>eine Zahl im Bereich von f32</translation>
    </message>
    <message>
        <source>a number of latent channels of</source>
        <translation>eine Anzahl der Latentkanäle von</translation>
    </message>
    <message>
        <source>a number of picture channels of</source>
        <translation>eine Anzahl der Bildkanäle von</translation>
    </message>
    <message>
        <source>a number of text layers of</source>
        <translation>eine Anzahl der Textschichten von</translation>
    </message>
    <message>
        <source>a number of training steps of</source>
        <translation>eine Anzahl der Trainingsschritte von</translation>
    </message>
    <message>
        <source>a number that is not a whole one below 2^48</source>
        <translation>eine Zahl, die keine ganze unter 2^48 ist</translation>
    </message>
    <message>
        <source>a padding token of</source>
        <translation>ein Fülltoken von</translation>
    </message>
    <message>
        <source>a pooled text of width</source>
        <translation>einen zusammengefassten Text der Breite</translation>
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
        <source>a sample size of</source>
        <translation>eine Bildgröße von</translation>
    </message>
    <message>
        <source>a start token of</source>
        <translation>ein Anfangstoken von</translation>
    </message>
    <message>
        <source>a step offset of</source>
        <translation>einen Schrittversatz von</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a text layer to read, from the end, of</source>
        <translation>eine zu lesende Textschicht, vom Ende gezählt, von</translation>
    </message>
    <message>
        <source>a text length of</source>
        <translation>eine Textlänge von</translation>
    </message>
    <message>
        <source>a text projection of width</source>
        <translation>eine Textprojektion der Breite</translation>
    </message>
    <message>
        <source>a text width for the UNet of</source>
        <translation>eine Textbreite für das UNet von</translation>
    </message>
    <message>
        <source>a text width of</source>
        <translation>eine Textbreite von</translation>
    </message>
    <message>
        <source>a textual inversion</source>
        <translation>einer Textual Inversion</translation>
    </message>
    <message>
        <source>a transformer depth of</source>
        <translation>eine Transformer-Tiefe von</translation>
    </message>
    <message>
        <source>a vocabulary of</source>
        <translation>einen Wortschatz von</translation>
    </message>
    <message>
        <source>a whole number from 0 to 2147483647</source>
        <translation>eine ganze Zahl von 0 bis 2147483647</translation>
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
        <source>a width of size embeddings of</source>
        <translation>eine Breite der Größen-Embeddings von</translation>
    </message>
    <message>
        <source>add that model</source>
        <translation>fügen Sie es unter „Modelle“ hinzu</translation>
    </message>
    <message>
        <source>adds to what is no list or dictionary</source>
        <translation>fügt etwas hinzu, wo keine Liste und kein Wörterbuch ist</translation>
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
        <source>an MLP width in the text encoder of</source>
        <translation>eine MLP-Breite im Textencoder von</translation>
    </message>
    <message>
        <source>an end token of</source>
        <translation>ein Endtoken von</translation>
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
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>an object from weight to file name</source>
        <translation>ein Objekt von Gewicht zu Dateiname</translation>
    </message>
    <message>
        <source>an object that lists at least one weight</source>
        <translation>ein Objekt, das mindestens ein Gewicht nennt</translation>
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
        <source>as many numbers in a level as it has layers</source>
        <translation>so viele Zahlen in einer Stufe, wie sie Schichten hat</translation>
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
        <source>asks for the value {0}, which it never kept</source>
        <translation>verlangt den Wert {0}, den es nie aufbewahrt hat</translation>
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
        <source>became shorter, or could not be read any more, while it was in use; start again when it is complete</source>
        <translation>wurde kürzer oder war nicht mehr zu lesen, während es in Gebrauch war; beginnen Sie neu, wenn die Datei vollständig ist</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>binäre Daten</translation>
    </message>
    <message>
        <source>calls nothing</source>
        <translation>ruft nichts auf</translation>
    </message>
    <message>
        <source>calls something that has no name</source>
        <translation>ruft etwas ohne Namen auf</translation>
    </message>
    <message>
        <source>cannot be examined: {0}</source>
        <translation>kann nicht untersucht werden: {0}</translation>
    </message>
    <message>
        <source>cannot be mapped into memory: {0}</source>
        <translation>kann nicht in den Speicher eingeblendet werden: {0}</translation>
    </message>
    <message>
        <source>cannot be opened: {0}</source>
        <translation>kann nicht geöffnet werden: {0}</translation>
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
        <source>does not go with {0}; take one of them</source>
        <translation>geht nicht zusammen mit {0}; nehmen Sie eines davon</translation>
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
        <source>ends a list that never began</source>
        <translation>beendet eine Liste, die nie begann</translation>
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
        <source>expected crop, pad or stretch, got {0}</source>
        <translation>erwartet wird crop, pad oder stretch, nicht {0}</translation>
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
        <source>expected {0} numbers, got {1}</source>
        <translation>erwartet werden {0} Zahlen, nicht {1}</translation>
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
        <source>fit</source>
        <translation>Anpassung</translation>
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
        <source>has __metadata__ twice</source>
        <translation>hat __metadata__ zweimal</translation>
    </message>
    <message>
        <source>has a TAESD of another layout than the usual one, which is not supported</source>
        <translation>hat einen TAESD, der anders aufgebaut ist als üblich, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has a UNet norm_eps of {0}</source>
        <translation>hat ein UNet-norm_eps von {0}</translation>
    </message>
    <message>
        <source>has a UNet that takes a vector of {0} numbers, but a pooled text of {1} and {2} embedded sizes of {3}; the parts belong to different models</source>
        <translation>hat ein UNet, das einen Vektor aus {0} Zahlen nimmt, aber einen zusammengefassten Text aus {1} und {2} eingebettete Größen aus {3}; die Teile gehören zu verschiedenen Modellen</translation>
    </message>
    <message>
        <source>has a VAE scaling factor of {0}</source>
        <translation>hat einen VAE-Skalierungsfaktor von {0}</translation>
    </message>
    <message>
        <source>has a key without a value</source>
        <translation>hat einen Schlüssel ohne Wert</translation>
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
        <source>has a name that is no text</source>
        <translation>hat einen Namen, der kein Text ist</translation>
    </message>
    <message>
        <source>has a number that is none</source>
        <translation>hat eine Zahl, die keine ist</translation>
    </message>
    <message>
        <source>has a scheduler with betas {0}, prediction {1} and spacing {2}, which is not supported</source>
        <translation>hat einen Scheduler mit Betas {0}, Vorhersage {1} und Abständen {2}, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has a text encoder of width {0}, but a UNet that expects {1}; the parts belong to different models</source>
        <translation>hat einen Textencoder der Breite {0}, aber ein UNet, das {1} erwartet; die Teile gehören zu verschiedenen Modellen</translation>
    </message>
    <message>
        <source>has a text layer_norm_eps of {0}</source>
        <translation>hat ein text layer_norm_eps von {0}</translation>
    </message>
    <message>
        <source>has a tokenizer that pads with {0}, which is not supported</source>
        <translation>hat einen Tokenizer, der mit {0} auffüllt, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has addition_embed_type {0} in its UNet, which is not supported</source>
        <translation>hat addition_embed_type {0} in seinem UNet, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has an impossible shape for the tensor {0}</source>
        <translation>hat eine unmögliche Form für den Tensor {0}</translation>
    </message>
    <message>
        <source>has an unknown key in its header</source>
        <translation>hat einen unbekannten Schlüssel im Kopf</translation>
    </message>
    <message>
        <source>has betas from {0} to {1}; 0 &lt; start &lt;= end &lt; 1 is needed</source>
        <translation>hat Betas von {0} bis {1}; nötig ist 0 &lt; Anfang &lt;= Ende &lt; 1</translation>
    </message>
    <message>
        <source>has levels with different numbers of layers, which is not supported</source>
        <translation>hat Stufen mit verschieden vielen Schichten, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has metadata {0} of the unknown kind {1}</source>
        <translation>hat Metadaten {0} der unbekannten Art {1}</translation>
    </message>
    <message>
        <source>has more than 1000 stages</source>
        <translation>hat mehr als 1000 Stufen</translation>
    </message>
    <message>
        <source>has more than two data_offsets</source>
        <translation>hat mehr als zwei data_offsets</translation>
    </message>
    <message>
        <source>has more than {0} dimensions</source>
        <translation>hat mehr als {0} Dimensionen</translation>
    </message>
    <message>
        <source>has more than {0} merges</source>
        <translation>hat mehr als {0} Zusammenlegungen</translation>
    </message>
    <message>
        <source>has more values, or deeper ones, than a checkpoint has</source>
        <translation>hat mehr oder tiefer verschachtelte Werte als ein Checkpoint</translation>
    </message>
    <message>
        <source>has no dtype</source>
        <translation>hat keinen dtype</translation>
    </message>
    <message>
        <source>has no folder {0}</source>
        <translation>hat keinen Ordner {0}</translation>
    </message>
    <message>
        <source>has no merges; get the model again</source>
        <translation>hat keine Zusammenlegungen; holen Sie das Modell noch einmal</translation>
    </message>
    <message>
        <source>has no shape</source>
        <translation>hat keine Form</translation>
    </message>
    <message>
        <source>has no two data_offsets</source>
        <translation>hat keine zwei data_offsets</translation>
    </message>
    <message>
        <source>has size embeddings of an odd width</source>
        <translation>hat Größen-Embeddings von ungerader Breite</translation>
    </message>
    <message>
        <source>has text encoders of width {0}, but a UNet that expects {1}; the parts belong to different models</source>
        <translation>hat Textencoder der Breite {0}, aber ein UNet, das {1} erwartet; die Teile gehören zu verschiedenen Modellen</translation>
    </message>
    <message>
        <source>has the UNet block {0}, which is not supported</source>
        <translation>hat den UNet-Block {0}, der nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has the alignment {0}, which is no power of two up to {1}</source>
        <translation>hat die Ausrichtung {0}, die keine Zweierpotenz bis {1} ist</translation>
    </message>
    <message>
        <source>has the field {0}, which the format does not know</source>
        <translation>hat das Feld {0}, das das Format nicht kennt</translation>
    </message>
    <message>
        <source>has the metadata key {0} twice</source>
        <translation>hat den Metadaten-Schlüssel {0} zweimal</translation>
    </message>
    <message>
        <source>has the metadata {0} twice</source>
        <translation>hat die Metadaten {0} zweimal</translation>
    </message>
    <message>
        <source>has the number {0}, above 2^48-1</source>
        <translation>hat die Zahl {0}, über 2^48-1</translation>
    </message>
    <message>
        <source>has the opcode {0} at byte {1}, which checkpoints do not use</source>
        <translation>hat bei Byte {1} den Befehl {0}, den Checkpoints nicht verwenden</translation>
    </message>
    <message>
        <source>has the scheduler {0}, whose noise levels are of another kind, which is not supported</source>
        <translation>hat den Scheduler {0} mit Rauschstufen anderer Art, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has the tensor {0} at byte {1} of its data, where {2} was expected</source>
        <translation>hat den Tensor {0} bei Byte {1} seiner Daten, wo {2} erwartet wird</translation>
    </message>
    <message>
        <source>has the tensor {0} of {1}, whose rows of {2} are no whole blocks</source>
        <translation>hat den Tensor {0} aus {1}, dessen Zeilen mit {2} keine ganzen Blöcke sind</translation>
    </message>
    <message>
        <source>has the tensor {0} twice</source>
        <translation>hat den Tensor {0} zweimal</translation>
    </message>
    <message>
        <source>has the tensor {0} with {1} dimensions; GGUF allows {2}</source>
        <translation>hat den Tensor {0} mit {1} Dimensionen; GGUF erlaubt {2}</translation>
    </message>
    <message>
        <source>has the tensor {0}, whose original shape has another number of values</source>
        <translation>hat den Tensor {0}, dessen ursprüngliche Form eine andere Anzahl von Werten hat</translation>
    </message>
    <message>
        <source>has the text activation {0}, which is not supported</source>
        <translation>hat die Textaktivierung {0}, die nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has the unknown dtype {0}</source>
        <translation>hat den unbekannten dtype {0}</translation>
    </message>
    <message>
        <source>has two text encoders that do not take the same tokens, which is not supported</source>
        <translation>hat zwei Textencoder, die nicht dieselben Token nehmen, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>has vectors of {0} numbers, as {1} models have, but this model&apos;s text encoder takes {2}; use an embedding that was made for it</source>
        <translation>hat Vektoren aus {0} Zahlen, wie Modelle der Familie {1}, aber der Textencoder dieses Modells nimmt {2}; verwenden Sie ein Embedding, das dafür gemacht wurde</translation>
    </message>
    <message>
        <source>has vectors of {0} numbers, but this model&apos;s text encoder takes {1}; use an embedding that was made for it</source>
        <translation>hat Vektoren aus {0} Zahlen, aber der Textencoder dieses Modells nimmt {1}; verwenden Sie ein Embedding, das dafür gemacht wurde</translation>
    </message>
    <message>
        <source>has {0} = {1} in its VAE, which is not supported (only {2} is)</source>
        <translation>hat {0} = {1} in seinem VAE, was nicht unterstützt wird (nur {2})</translation>
    </message>
    <message>
        <source>has {0} = {1} in {2}, which is not supported (only {3} is)</source>
        <translation>hat {0} = {1} in {2}, was nicht unterstützt wird (nur {3})</translation>
    </message>
    <message>
        <source>has {0} MiB, far more than a textual-inversion embedding</source>
        <translation>hat {0} MiB, viel mehr als ein Embedding (Textual Inversion)</translation>
    </message>
    <message>
        <source>has {0} as the metadata {1}, where only text is allowed</source>
        <translation>hat bei den Metadaten {1} {0}, wo nur Text erlaubt ist</translation>
    </message>
    <message>
        <source>has {0} at {1}, where the format allows none</source>
        <translation>hat bei {1} {0}, was das Format nicht erlaubt</translation>
    </message>
    <message>
        <source>has {0} bytes of data, which is not what its shape {1} takes</source>
        <translation>hat {0} Bytes Daten, die nicht zu der Form {1} passen</translation>
    </message>
    <message>
        <source>has {0} input channels in its UNet; models with four, eight (for editing) or nine (inpainting) can be rendered</source>
        <translation>hat {0} Eingangskanäle in seinem UNet; Bilder gibt es mit Modellen, die vier, acht (zum Bearbeiten) oder neun (Inpainting) haben</translation>
    </message>
    <message>
        <source>has {0} twice</source>
        <translation>hat {0} zweimal</translation>
    </message>
    <message>
        <source>has {0} {1}, but only {2} to {3} can be used</source>
        <translation>hat {0} {1}, verwendbar sind aber nur {2} bis {3}</translation>
    </message>
    <message>
        <source>has {0} {1}, which {2} {3} do not divide</source>
        <translation>hat {0} {1}, was sich nicht auf {2} teilen lässt ({3})</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>Köpfe</translation>
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
        <source>holds no Stable Diffusion model; its {0} tensors have names such as {1}</source>
        <translation>enthält kein Modell von Stable Diffusion; seine {0} Tensoren heißen etwa {1}</translation>
    </message>
    <message>
        <source>holds no VAE (no first_stage_model.decoder); give the full checkpoint</source>
        <translation>enthält kein VAE (kein first_stage_model.decoder); nehmen Sie den vollständigen Checkpoint</translation>
    </message>
    <message>
        <source>holds no second text encoder (no {0}); give the full checkpoint</source>
        <translation>enthält keinen zweiten Textencoder (kein {0}); nehmen Sie den vollständigen Checkpoint</translation>
    </message>
    <message>
        <source>holds no tensors at all</source>
        <translation>enthält gar keine Tensoren</translation>
    </message>
    <message>
        <source>holds no text encoder (no {0}); give the full checkpoint</source>
        <translation>enthält keinen Textencoder (kein {0}); nehmen Sie den vollständigen Checkpoint</translation>
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
        <source>is a ControlNet, not a model; give the model it steers</source>
        <translation>ist ein ControlNet, kein Modell; nehmen Sie das Modell, das es steuert</translation>
    </message>
    <message>
        <source>is a Flux model; SD1, SD2 and SDXL models can be rendered</source>
        <translation>ist ein Flux-Modell; Bilder gibt es mit Modellen der Familien SD1, SD2 und SDXL</translation>
    </message>
    <message>
        <source>is a Git LFS pointer, not the model itself; fetch the file with `git lfs pull`</source>
        <translation>ist ein Verweis von Git LFS, nicht das Modell selbst; holen Sie die Datei mit „git lfs pull“</translation>
    </message>
    <message>
        <source>is a JSON text, not a model; give the .safetensors file or the folder it belongs to</source>
        <translation>ist ein JSON-Text, kein Modell; nehmen Sie die .safetensors-Datei oder den Ordner, zu dem er gehört</translation>
    </message>
    <message>
        <source>is a LoRA, not a model; give the model it was made for</source>
        <translation>ist eine LoRA, kein Modell; nehmen Sie das Modell, für das sie gemacht wurde</translation>
    </message>
    <message>
        <source>is a LyCORIS (LoHa), not a model; give the model it was made for</source>
        <translation>ist eine LyCORIS (LoHa), kein Modell; nehmen Sie das Modell, für das sie gemacht wurde</translation>
    </message>
    <message>
        <source>is a LyCORIS (LoKr), not a model; give the model it was made for</source>
        <translation>ist eine LyCORIS (LoKr), kein Modell; nehmen Sie das Modell, für das sie gemacht wurde</translation>
    </message>
    <message>
        <source>is a Stable Diffusion 3 model; SD1, SD2 and SDXL models can be rendered</source>
        <translation>ist ein Modell von Stable Diffusion 3; Bilder gibt es mit Modellen der Familien SD1, SD2 und SDXL</translation>
    </message>
    <message>
        <source>is a folder where a file was expected</source>
        <translation>ist ein Ordner, wo eine Datei erwartet wird</translation>
    </message>
    <message>
        <source>is a picture, not a model</source>
        <translation>ist ein Bild, kein Modell</translation>
    </message>
    <message>
        <source>is a pipe or a device; give a regular file</source>
        <translation>ist eine Pipe oder ein Gerät; nehmen Sie eine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>is a pipeline of the class {0}; Stable Diffusion 1, 2 and XL pipelines can be rendered</source>
        <translation>ist eine Pipeline der Klasse {0}; Bilder gibt es mit Pipelines von Stable Diffusion 1, 2 und XL</translation>
    </message>
    <message>
        <source>is a textual-inversion embedding, not a model</source>
        <translation>ist ein Embedding (Textual Inversion), kein Modell</translation>
    </message>
    <message>
        <source>is a web page, not a model; download the file itself, not the page about it</source>
        <translation>ist eine Webseite, kein Modell; laden Sie die Datei selbst herunter, nicht die Seite darüber</translation>
    </message>
    <message>
        <source>is a {0} model, which can be inspected but not rendered; use a model of the SD1, SD2 or SDXL family</source>
        <translation>ist ein {0}-Modell, das untersucht werden kann, mit dem es aber keine Bilder gibt; verwenden Sie ein Modell der Familien SD1, SD2 oder SDXL</translation>
    </message>
    <message>
        <source>is an HDF5 file; use the .safetensors version of the model</source>
        <translation>ist eine HDF5-Datei; verwenden Sie die .safetensors-Fassung des Modells</translation>
    </message>
    <message>
        <source>is an IP-Adapter, not a model</source>
        <translation>ist ein IP-Adapter, kein Modell</translation>
    </message>
    <message>
        <source>is an XML document, not a model; download the file again</source>
        <translation>ist ein XML-Dokument, kein Modell; laden Sie die Datei noch einmal herunter</translation>
    </message>
    <message>
        <source>is an upscaler, not a model</source>
        <translation>ist ein Vergrößerer, kein Modell</translation>
    </message>
    <message>
        <source>is cut off</source>
        <translation>ist abgeschnitten</translation>
    </message>
    <message>
        <source>is cut off within its header</source>
        <translation>ist in seinem Kopf abgeschnitten</translation>
    </message>
    <message>
        <source>is cut off within the tensor {0}</source>
        <translation>ist im Tensor {0} abgeschnitten</translation>
    </message>
    <message>
        <source>is empty; copy or download it again</source>
        <translation>ist leer; kopieren oder laden Sie die Datei noch einmal herunter</translation>
    </message>
    <message>
        <source>is for models that are shown a picture to change, which this is not</source>
        <translation>ist für Modelle, denen ein Bild zum Ändern gezeigt wird; dieses ist keines</translation>
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
        <source>is no textual-inversion embedding: it has {0} tensors, and none is called emb_params (A1111) or clip_l (ComfyUI)</source>
        <translation>ist kein Embedding (Textual Inversion): Es hat {0} Tensoren, und keiner heißt emb_params (A1111) oder clip_l (ComfyUI)</translation>
    </message>
    <message>
        <source>is not a NumPy file of format version 1.0</source>
        <translation>ist keine NumPy-Datei der Formatversion 1.0</translation>
    </message>
    <message>
        <source>is not a safetensors file; give a .safetensors checkpoint or a diffusers folder</source>
        <translation>ist keine safetensors-Datei; nehmen Sie einen .safetensors-Checkpoint oder einen diffusers-Ordner</translation>
    </message>
    <message>
        <source>is not that of {0}, which is {1}</source>
        <translation>ist nicht die von {0}; die ist {1}</translation>
    </message>
    <message>
        <source>is of GGUF version {0}; 2 and 3 can be read</source>
        <translation>hat die GGUF-Version {0}; lesbar sind 2 und 3</translation>
    </message>
    <message>
        <source>is of the version {0}; 2 to 5 can be read</source>
        <translation>hat die Version {0}; lesbar sind 2 bis 5</translation>
    </message>
    <message>
        <source>is only a UNet, without text encoder and VAE; give the whole checkpoint, or this as the UNet of a model</source>
        <translation>ist nur ein UNet, ohne Textencoder und VAE; nehmen Sie den ganzen Checkpoint, oder dies als UNet eines Modells</translation>
    </message>
    <message>
        <source>is only a VAE; give the whole checkpoint, or this as the VAE of a model</source>
        <translation>ist nur ein VAE; nehmen Sie den ganzen Checkpoint, oder dies als VAE eines Modells</translation>
    </message>
    <message>
        <source>is only a text encoder; give the whole checkpoint</source>
        <translation>ist nur ein Textencoder; nehmen Sie den ganzen Checkpoint</translation>
    </message>
    <message>
        <source>is only the UNet of a diffusers folder; give the whole folder, or this as the UNet of a model</source>
        <translation>ist nur das UNet eines diffusers-Ordners; nehmen Sie den ganzen Ordner, oder dies als UNet eines Modells</translation>
    </message>
    <message>
        <source>is said to have {0} entries, more than fit into it</source>
        <translation>soll {0} Einträge haben, mehr als hineinpassen</translation>
    </message>
    <message>
        <source>is the only prompt</source>
        <translation>ist der einzige Prompt</translation>
    </message>
    <message>
        <source>it predicts {0}, not {1}</source>
        <translation>es sagt {0} vorher, nicht {1}</translation>
    </message>
    <message>
        <source>its latents are others</source>
        <translation>seine Latents sind andere</translation>
    </message>
    <message>
        <source>its text encoder takes other tokens</source>
        <translation>sein Textencoder nimmt andere Token</translation>
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
        <source>mask area</source>
        <translation>Maskenbereich</translation>
    </message>
    <message>
        <source>meaning of an empty negative prompt</source>
        <translation>Bedeutung eines leeren Negativ-Prompts</translation>
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
        <source>name it</source>
        <translation>nennen Sie ihn</translation>
    </message>
    <message>
        <source>name them</source>
        <translation>nennen Sie sie</translation>
    </message>
    <message>
        <source>needs a picture to start from ({0})</source>
        <translation>braucht ein Ausgangsbild ({0})</translation>
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
        <source>norm groups</source>
        <translation>Norm-Gruppen</translation>
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
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>old</source>
        <translation>alt</translation>
    </message>
    <message>
        <source>one of them is shown more than the latent</source>
        <translation>einem von beiden wird mehr als das Latent gezeigt</translation>
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
        <source>say that it was given</source>
        <translation>geben Sie an, dass sie vorliegt</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>self-attention guidance</source>
        <translation>Führung durch Selbstaufmerksamkeit (SAG)</translation>
    </message>
    <message>
        <source>sets attributes of what has none</source>
        <translation>setzt Attribute, wo es keine gibt</translation>
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
        <source>takes a value from where there is none</source>
        <translation>nimmt einen Wert, wo keiner ist</translation>
    </message>
    <message>
        <source>tensor {0}</source>
        <translation>der Tensor {0}</translation>
    </message>
    <message>
        <source>tensor {0} begins at byte {1}, which leaves a hole after the data before it (it ends at {2})</source>
        <translation>der Tensor {0} beginnt bei Byte {1} und lässt eine Lücke hinter den Daten davor (sie enden bei {2})</translation>
    </message>
    <message>
        <source>tensor {0} begins at byte {1}, which overlaps the data before it (it ends at {2})</source>
        <translation>der Tensor {0} beginnt bei Byte {1} und überlappt die Daten davor (sie enden bei {2})</translation>
    </message>
    <message>
        <source>tensor {0} does not end at a whole byte</source>
        <translation>der Tensor {0} endet nicht an einem ganzen Byte</translation>
    </message>
    <message>
        <source>tensor {0} ends before it begins</source>
        <translation>der Tensor {0} endet, bevor er beginnt</translation>
    </message>
    <message>
        <source>tensor {0} has numbers that are infinite or none at all (NaN); the file is damaged, get it again</source>
        <translation>der Tensor {0} enthält Zahlen, die unendlich oder gar keine sind (NaN); die Datei ist beschädigt, holen Sie sie noch einmal</translation>
    </message>
    <message>
        <source>tensor {0} has the impossible shape {1}</source>
        <translation>der Tensor {0} hat die unmögliche Form {1}</translation>
    </message>
    <message>
        <source>tensor {0} has the shape {1}, but [vectors, width] was expected; it is no textual-inversion embedding</source>
        <translation>der Tensor {0} hat die Form {1}, aber erwartet wird [Vektoren, Breite]; es ist kein Embedding (Textual Inversion)</translation>
    </message>
    <message>
        <source>tensor {0} has {1} vectors; at most {2} can be used</source>
        <translation>der Tensor {0} hat {1} Vektoren; verwendbar sind höchstens {2}</translation>
    </message>
    <message>
        <source>tensor {0} is in the header twice</source>
        <translation>der Tensor {0} steht zweimal im Kopf</translation>
    </message>
    <message>
        <source>tensor {0} is stored as {1}, but only F32, F16 and BF16 can be used</source>
        <translation>der Tensor {0} ist als {1} gespeichert, verwendbar sind aber nur F32, F16 und BF16</translation>
    </message>
    <message>
        <source>tensor {0} of {1} {2} needs {3} bytes, but has {4}</source>
        <translation>der Tensor {0} aus {1} {2} braucht {3} Bytes, hat aber {4}</translation>
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
        <source>the LoRA</source>
        <translation>der LoRA</translation>
    </message>
    <message>
        <source>the LoRA {0} is not loaded</source>
        <translation>die LoRA {0} ist nicht geladen</translation>
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
        <source>the class &apos;{0}&apos; is counted as &apos;{1}&apos;, which means the same</source>
        <translation>die Klasse „{0}“ wird als „{1}“ gezählt, das dasselbe bedeutet</translation>
    </message>
    <message>
        <source>the correction is for at most {0} classes</source>
        <translation>die Berichtigung gibt es für höchstens {0} Klassen</translation>
    </message>
    <message>
        <source>the count &quot;{0}&quot; is not a whole number from 0 to 1,000,000,000</source>
        <translation>die Anzahl „{0}“ ist keine ganze Zahl von 0 bis 1.000.000.000</translation>
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
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
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
        <source>the file is cut off: the header should have {0} bytes, but only {1} follow</source>
        <translation>die Datei ist abgeschnitten: Der Kopf sollte {0} Bytes haben, es folgen aber nur {1}</translation>
    </message>
    <message>
        <source>the file is cut off: the tensors need {0} bytes, but only {1} are there</source>
        <translation>die Datei ist abgeschnitten: Die Tensoren brauchen {0} Bytes, es sind aber nur {1} da</translation>
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
        <source>the header</source>
        <translation>der Kopf</translation>
    </message>
    <message>
        <source>the header has a zero byte</source>
        <translation>der Kopf enthält ein Nullbyte</translation>
    </message>
    <message>
        <source>the header is said to have {0} bytes, more than the format&apos;s limit of {1}</source>
        <translation>der Kopf soll {0} Bytes haben, mehr als die Grenze des Formats, {1}</translation>
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
        <source>the name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>the negative prompt names the LoRA {0}, which always acts on the whole picture: name it in the prompt, with a weight below zero to have its opposite</source>
        <translation>der Negativ-Prompt nennt die LoRA {0}, die immer auf das ganze Bild wirkt: Nennen Sie sie im Prompt, mit einem Gewicht unter null für ihr Gegenteil</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>dem Netz</translation>
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
        <source>the prompt has {0}: expected a name and weights from −{1} to {1}, as in &lt;lora:name:0.8&gt;</source>
        <translation>der Prompt enthält {0}: Erwartet werden ein Name und Gewichte von −{1} bis {1}, wie in &lt;lora:name:0.8&gt;</translation>
    </message>
    <message>
        <source>the prompt has {0}; hypernetworks are not supported: remove it, or {1}</source>
        <translation>der Prompt enthält {0}; Hypernetzwerke werden nicht unterstützt: Entfernen Sie es, oder {1}</translation>
    </message>
    <message>
        <source>the prompt is not valid UTF-8 at byte {0}: save or type it as UTF-8</source>
        <translation>der Prompt ist bei Byte {0} kein gültiges UTF-8: Speichern oder schreiben Sie ihn als UTF-8</translation>
    </message>
    <message>
        <source>the quota of this disk is used up</source>
        <translation>das Kontingent auf diesem Datenträger ist aufgebraucht</translation>
    </message>
    <message>
        <source>the same attribute, truth and answer are listed twice</source>
        <translation>Attribut, Wahrheit und Antwort stehen so zweimal da</translation>
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
        <source>the textual inversion</source>
        <translation>dem Embedding</translation>
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
        <source>there are bytes that are not UTF-8</source>
        <translation>es enthält Bytes, die kein UTF-8 sind</translation>
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
        <source>there is more after its end</source>
        <translation>nach dem Ende folgt noch etwas</translation>
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
        <source>this model changes a picture as the prompt says; give one</source>
        <translation>dieses Modell ändert ein Bild, wie der Prompt es sagt; geben Sie eines an</translation>
    </message>
    <message>
        <source>this user may not write there</source>
        <translation>dieser Benutzer darf dort nicht schreiben</translation>
    </message>
    <message>
        <source>threads must be 0 (all) to 1024, not {0}</source>
        <translation>Threads müssen 0 (alle) bis 1024 sein, nicht {0}</translation>
    </message>
    <message>
        <source>tiled diffusion</source>
        <translation>Diffusion in Kacheln</translation>
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
        <source>too many files are open (ulimit -n)</source>
        <translation>zu viele Dateien sind geöffnet (ulimit -n)</translation>
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
        <source>transparent layers</source>
        <translation>durchsichtigen Ebenen</translation>
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
        <source>unreadable: {0}, the first is {1}</source>
        <translation>unlesbar: {0}, zuerst {1}</translation>
    </message>
    <message>
        <source>was trained on noise levels of another kind (EDM, as its edm_… tensors say), which is not supported</source>
        <translation>wurde mit Rauschstufen anderer Art trainiert (EDM, wie seine Tensoren edm_… sagen), was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>was written to while it was in use; start again when nobody changes it</source>
        <translation>wurde beschrieben, während es in Gebrauch war; beginnen Sie neu, wenn niemand die Datei mehr ändert</translation>
    </message>
    <message>
        <source>weights of fewer bits</source>
        <translation>Gewichten mit weniger Bits</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>woman</source>
        <translation>Frau</translation>
    </message>
    <message>
        <source>words kept apart</source>
        <translation>getrennt gehaltenen Wörtern</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>das Schreiben</translation>
    </message>
    <message>
        <source>{0:.1f} points ({1} interval {2:.1f} to {3:.1f}; chance alone would give {4:.1f})</source>
        <translation>{0:.1f} Punkte ({1}-Intervall {2:.1f} bis {3:.1f}; der Zufall allein ergäbe {4:.1f})</translation>
    </message>
    <message>
        <source>{0:.1f} points, the instrument&apos;s errors taken out ({1} interval {2:.1f} to {3:.1f}; {4:.1f} as counted)</source>
        <translation>{0:.1f} Prozentpunkte, die Fehler des Messinstruments herausgerechnet ({1}-Intervall {2:.1f} bis {3:.1f}; {4:.1f} wie gezählt)</translation>
    </message>
    <message>
        <source>{0:.2f} (standard error {1:.2f})</source>
        <translation>{0:.2f} (Standardfehler {1:.2f})</translation>
    </message>
    <message>
        <source>{0} (each {1})</source>
        <translation>{0} (jeweils {1})</translation>
    </message>
    <message>
        <source>{0} (each {1}), multiples of {2}</source>
        <translation>{0} (je {1}), Vielfache von {2}</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} Choose {1} yourself.</source>
        <translation>{0} Wählen Sie selbst: {1}.</translation>
    </message>
    <message>
        <source>{0} Put the right LoRA there.</source>
        <translation>{0} Legen Sie die richtige dorthin.</translation>
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
        <source>{0} and {1} are folders of the same subject.</source>
        <translation>{0} und {1} sind Ordner desselben Subjekts.</translation>
    </message>
    <message>
        <source>{0} and {1}: share no prompt with classified images</source>
        <translation>{0} und {1}: haben keinen Prompt mit eingeordneten Bildern gemeinsam</translation>
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
        <source>{0} bytes too many after the last tensor</source>
        <translation>{0} Bytes zu viel hinter dem letzten Tensor</translation>
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
        <source>{0} cannot go on with this model&apos;s pictures: {1}</source>
        <translation>{0} kann die Bilder dieses Modells nicht fortsetzen: {1}</translation>
    </message>
    <message>
        <source>{0} cannot store values as {1}; choose the precision f32.</source>
        <translation>{0} kann Werte nicht als {1} speichern; wählen Sie die Genauigkeit f32.</translation>
    </message>
    <message>
        <source>{0} exists; allow it to be overwritten, or name another place</source>
        <translation>{0} gibt es schon; erlauben Sie das Überschreiben oder nennen Sie einen anderen Ort</translation>
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
        <source>{0} files are no pictures (PNG, JPEG or WebP) of a prompt and are passed over; the first is {1}.</source>
        <translation>{0} Dateien sind keine Bilder (PNG, JPEG oder WebP) zu einem Prompt und werden übergangen; die erste ist {1}.</translation>
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
        <source>{0} has {1} classes; the correction is for at most {2}</source>
        <translation>{0} hat {1} Klassen; die Berichtigung gibt es für höchstens {2}</translation>
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
        <source>{0} is a model of the family {1}, but {2} is of {3}; only models of one family can be merged</source>
        <translation>{0} ist ein Modell der Familie {1}, {2} aber eines von {3}; nur Modelle einer Familie lassen sich mischen</translation>
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
        <source>{0} is no picture (PNG, JPEG or WebP) of a prompt and is passed over.</source>
        <translation>{0} ist kein Bild (PNG, JPEG oder WebP) zu einem Prompt und wird übergangen.</translation>
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
        <source>{0} pictures of other arms are passed over.</source>
        <translation>{0} Bilder anderer Arme werden übergangen.</translation>
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
        <source>{0} tensors that no picture needs are left out (EMA copies, training state, unknown names): {1}.</source>
        <translation>{0} Tensoren, die kein Bild braucht, sind weggelassen (EMA-Kopien, Stand des Trainings, unbekannte Namen): {1}.</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>{0} weights are only in {1} and are left out, the first is {2}.</source>
        <translation>{0} Gewichte gibt es nur in {1}; sie werden weggelassen. Das erste ist {2}.</translation>
    </message>
    <message>
        <source>{0} weights are only in {1} and stay as they are there, the first is {2}.</source>
        <translation>{0} Gewichte gibt es nur in {1}; sie bleiben, wie sie dort sind. Das erste ist {2}.</translation>
    </message>
    <message>
        <source>{0} whole numbers, one a level</source>
        <translation>{0} ganze Zahlen, je Stufe eine</translation>
    </message>
    <message>
        <source>{0} without a name</source>
        <translation>{0} ohne Namen</translation>
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
        <source>{0}, described and not judged, as no target is named: {1}, of {2} classified images.</source>
        <translation>{0}, beschrieben und nicht beurteilt, da kein Ziel genannt ist: {1}, von {2} eingeordneten Bildern.</translation>
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
        <source>{0}, line {1}: &quot;{2}&quot; is neither a subject of the set {3} nor one of its prompts.</source>
        <translation>{0}, Zeile {1}: „{2}“ ist weder ein Subjekt der Sammlung {3} noch einer ihrer Prompts.</translation>
    </message>
    <message>
        <source>{0}, line {1}: holds control characters</source>
        <translation>{0}, Zeile {1}: enthält Steuerzeichen</translation>
    </message>
    <message>
        <source>{0}, line {1}: is longer than {2} bytes</source>
        <translation>{0}, Zeile {1}: ist länger als {2} Byte</translation>
    </message>
    <message>
        <source>{0}, line {1}: more than 5000 prompts</source>
        <translation>{0}, Zeile {1}: mehr als 5000 Prompts</translation>
    </message>
    <message>
        <source>{0}, line {1}: names no file.</source>
        <translation>{0}, Zeile {1}: nennt keine Datei.</translation>
    </message>
    <message>
        <source>{0}, line {1}: the header must name the columns file and prompt, and may name seed and arm.</source>
        <translation>{0}, Zeile {1}: Die Kopfzeile muss die Spalten file und prompt nennen und darf seed und arm nennen.</translation>
    </message>
    <message>
        <source>{0}, line {1}: the seed &quot;{2}&quot; is no whole number from 0 to {3}.</source>
        <translation>{0}, Zeile {1}: Der Seed „{2}“ ist keine ganze Zahl von 0 bis {3}.</translation>
    </message>
    <message>
        <source>{0}, line {1}: there are two columns {2}.</source>
        <translation>{0}, Zeile {1}: Es gibt zwei Spalten {2}.</translation>
    </message>
    <message>
        <source>{0}, line {1}: there must be {2} fields.</source>
        <translation>{0}, Zeile {1}: Es müssen {2} Felder sein.</translation>
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
        <source>{0}, {1}: must be a text of at most {2} bytes.</source>
        <translation>{0}, {1}: muss ein Text von höchstens {2} Bytes sein.</translation>
    </message>
    <message>
        <source>{0}.name: expected a word of a prompt.</source>
        <translation>{0}.name: Erwartet wird ein Wort eines Prompts.</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; is no subject of the set {2}; folders are named {3}.</source>
        <translation>{0}: „{1}“ ist kein Subjekt der Sammlung {2}; Ordner heißen {3}.</translation>
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
        <source>{0}: &quot;{1}&quot; is not known; there are {2}.</source>
        <translation>{0}: „{1}“ ist nicht bekannt; es gibt {2}.</translation>
    </message>
    <message>
        <source>{0}: an embedding&apos;s network has one output</source>
        <translation>{0}: Das Netz einer Einbettung hat genau einen Ausgang</translation>
    </message>
    <message>
        <source>{0}: does not hold: what was signed, or its comment, was changed.</source>
        <translation>{0}: gilt nicht: Das Signierte oder sein Kommentar wurde verändert.</translation>
    </message>
    <message>
        <source>{0}: has a graph of ComfyUI that cannot be read.</source>
        <translation>{0}: enthält einen Graphen von ComfyUI, der nicht lesbar ist.</translation>
    </message>
    <message>
        <source>{0}: has a graph of ComfyUI that goes round in a ring.</source>
        <translation>{0}: enthält einen Graphen von ComfyUI, der im Kreis läuft.</translation>
    </message>
    <message>
        <source>{0}: has a graph of ComfyUI without a sampler that is known; plain workflows with KSampler, KSamplerAdvanced or SamplerCustom are read.</source>
        <translation>{0}: enthält einen Graphen von ComfyUI ohne bekannten Sampler; gelesen werden einfache Abläufe mit KSampler, KSamplerAdvanced oder SamplerCustom.</translation>
    </message>
    <message>
        <source>{0}: has no recipe inside that is known; Evenlight&apos;s pictures have one, and those of {1}, unless a program that edited the picture removed it.</source>
        <translation>{0}: enthält kein bekanntes Rezept; Bilder von Evenlight haben eines und die von {1}, wenn kein Bearbeitungsprogramm es entfernt hat.</translation>
    </message>
    <message>
        <source>{0}: holds no text encoder (CLIP or OpenCLIP)</source>
        <translation>{0}: enthält keinen Text-Encoder (CLIP oder OpenCLIP)</translation>
    </message>
    <message>
        <source>{0}: is a file, and a folder is wanted</source>
        <translation>{0}: ist eine Datei, nötig ist ein Ordner</translation>
    </message>
    <message>
        <source>{0}: is a {1} picture; recipes are read from PNG, JPEG and WebP pictures, JSON and A1111&apos;s text. Write the picture&apos;s parameters into a text file.</source>
        <translation>{0}: ist ein {1}-Bild; Rezepte werden aus PNG-, JPEG- und WebP-Bildern, JSON und dem Text von A1111 gelesen. Schreiben Sie die Angaben des Bilds in eine Textdatei.</translation>
    </message>
    <message>
        <source>{0}: is no key of minisign&apos;s.</source>
        <translation>{0}: ist kein Schlüssel von minisign.</translation>
    </message>
    <message>
        <source>{0}: is no manifest of a bundle.</source>
        <translation>{0}: ist kein Verzeichnis eines Bündels.</translation>
    </message>
    <message>
        <source>{0}: is no recipe: expected JSON, a picture with a recipe inside, or A1111&apos;s text.</source>
        <translation>{0}: ist kein Rezept: Erwartet wird JSON, ein Bild mit einem Rezept darin oder der Text von A1111.</translation>
    </message>
    <message>
        <source>{0}: is no signature of minisign&apos;s.</source>
        <translation>{0}: ist keine Signatur von minisign.</translation>
    </message>
    <message>
        <source>{0}: is not signed.</source>
        <translation>{0}: ist nicht signiert.</translation>
    </message>
    <message>
        <source>{0}: it has the tensor {1} twice; the file is damaged or was made to do harm</source>
        <translation>{0}: Der Tensor {1} ist darin doppelt; die Datei ist beschädigt oder soll Schaden anrichten</translation>
    </message>
    <message>
        <source>{0}: it now draws with {1}, and this audit&apos;s pictures are by {2}. Have it take that model again and go on, or begin a new audit.</source>
        <translation>{0}: Er zeichnet jetzt mit {1}, und die Bilder dieses Audits sind von {2}. Lassen Sie ihn wieder dieses Modell nehmen und setzen Sie fort, oder beginnen Sie ein neues Audit.</translation>
    </message>
    <message>
        <source>{0}: its network answers with {1} numbers; an embedding has 2 to {2}</source>
        <translation>{0}: Das Netz antwortet mit {1} Zahlen; eine Einbettung hat 2 bis {2}</translation>
    </message>
    <message>
        <source>{0}: its picture has {1} × {2} pixels where {3} × {4} were asked for.</source>
        <translation>{0}: Sein Bild hat {1} × {2} Pixel, verlangt waren {3} × {4}.</translation>
    </message>
    <message>
        <source>{0}: names the file &quot;{1}&quot;</source>
        <translation>{0}: nennt die Datei „{1}“</translation>
    </message>
    <message>
        <source>{0}: OpenCV cannot read this network ({1})</source>
        <translation>{0}: OpenCV kann dieses Netz nicht lesen ({1})</translation>
    </message>
    <message>
        <source>{0}: a LoRA needs its name.</source>
        <translation>{0}: Eine LoRA braucht ihren Namen.</translation>
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
        <source>{0}: a single file cannot say what {1} of a folder says; convert to a folder</source>
        <translation>{0}: Eine einzelne Datei kann nicht sagen, was {1} eines Ordners sagt; wandeln Sie in einen Ordner um</translation>
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
        <source>{0}: cannot be examined: {1}</source>
        <translation>{0}: kann nicht untersucht werden: {1}</translation>
    </message>
    <message>
        <source>{0}: cannot be made: {1}</source>
        <translation>{0}: kann nicht angelegt werden: {1}</translation>
    </message>
    <message>
        <source>{0}: cannot be made: {1}.</source>
        <translation>{0}: kann nicht angelegt werden: {1}.</translation>
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
        <source>{0}: cannot be read: {1}.</source>
        <translation>{0}: kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>{0}: cannot be tried in a process of its own: {1}.</source>
        <translation>{0}: kann nicht in einem eigenen Prozess geprüft werden: {1}.</translation>
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
        <source>{0}: exists and is no empty folder; name another.</source>
        <translation>{0}: gibt es, und es ist kein leerer Ordner; nennen Sie einen anderen.</translation>
    </message>
    <message>
        <source>{0}: expected 64 lower-case hexadecimal digits.</source>
        <translation>{0}: Erwartet werden 64 kleingeschriebene Hexadezimalziffern.</translation>
    </message>
    <message>
        <source>{0}: expected PATH, PATH:WEIGHT or PATH:WEIGHT:TEXT_WEIGHT with weights from −{1} to {1}, got {2}.</source>
        <translation>{0}: Erwartet wird PFAD, PFAD:GEWICHT oder PFAD:GEWICHT:TEXTGEWICHT mit Gewichten von −{1} bis {1}, nicht {2}.</translation>
    </message>
    <message>
        <source>{0}: expected [{{&quot;name&quot;, &quot;sha256&quot;, &quot;weight&quot;, &quot;text_weight&quot;}}, …].</source>
        <translation>{0}: Erwartet wird [{{&quot;name&quot;, &quot;sha256&quot;, &quot;weight&quot;, &quot;text_weight&quot;}}, …].</translation>
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
        <source>{0}: expected a number from −{1} to {1}.</source>
        <translation>{0}: Erwartet wird eine Zahl von −{1} bis {1}.</translation>
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
        <source>{0}: expected {{&quot;name&quot;, &quot;sha256&quot;, &quot;weight&quot;, &quot;text_weight&quot;}} for each.</source>
        <translation>{0}: Erwartet wird {{&quot;name&quot;, &quot;sha256&quot;, &quot;weight&quot;, &quot;text_weight&quot;}} für jede.</translation>
    </message>
    <message>
        <source>{0}: expected {{&quot;name&quot;, &quot;sha256&quot;}} for each.</source>
        <translation>{0}: Erwartet wird {{&quot;name&quot;, &quot;sha256&quot;}} für jedes.</translation>
    </message>
    <message>
        <source>{0}: expected {{&quot;name&quot;, &quot;sha256&quot;}} of a file.</source>
        <translation>{0}: Erwartet wird {{&quot;name&quot;, &quot;sha256&quot;}} einer Datei.</translation>
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
        <source>{0}: has more than {1} million pixels.</source>
        <translation>{0}: hat mehr als {1} Millionen Pixel.</translation>
    </message>
    <message>
        <source>{0}: has more than {1} pixels on a side.</source>
        <translation>{0}: hat mehr als {1} Pixel auf einer Seite.</translation>
    </message>
    <message>
        <source>{0}: has no arm &quot;{1}&quot;; there are {2}.</source>
        <translation>{0}: hat keinen Arm „{1}“; es gibt {2}.</translation>
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
        <source>{0}: has no token {1}, so it is not a CLIP vocabulary</source>
        <translation>{0}: hat kein Token {1}, ist also kein Wortschatz von CLIP</translation>
    </message>
    <message>
        <source>{0}: has several arms ({1}); an audit is of one: {2}.</source>
        <translation>{0}: hat mehrere Arme ({1}); ein Audit ist von einem: {2}.</translation>
    </message>
    <message>
        <source>{0}: has the tensor {1} twice, in two spellings; the file is damaged.</source>
        <translation>{0}: hat den Tensor {1} zweimal, in zwei Schreibungen; die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>{0}: has {1}×{2} pixels and is stretched to the picture&apos;s {3}×{4}.</source>
        <translation>{0}: hat {1}×{2} Pixel und wird auf die {3}×{4} des Bildes gestreckt.</translation>
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
        <source>{0}: holds more than {1} pictures.</source>
        <translation>{0}: enthält mehr als {1} Bilder.</translation>
    </message>
    <message>
        <source>{0}: holds no UNet of Stable Diffusion</source>
        <translation>{0}: enthält kein UNet von Stable Diffusion</translation>
    </message>
    <message>
        <source>{0}: holds no VAE (an AutoencoderKL or a TAESD)</source>
        <translation>{0}: enthält keinen VAE (AutoencoderKL oder TAESD)</translation>
    </message>
    <message>
        <source>{0}: holds no audit (there is no audit.sqlite)</source>
        <translation>{0}: enthält kein Audit (audit.sqlite gibt es nicht)</translation>
    </message>
    <message>
        <source>{0}: holds no averaged (EMA) weights beside the others; use it without</source>
        <translation>{0}: enthält keine gemittelten Gewichte (EMA) neben den anderen; verwenden Sie es ohne sie</translation>
    </message>
    <message>
        <source>{0}: holds no picture of a prompt of the set.</source>
        <translation>{0}: enthält kein Bild zu einem Prompt der Sammlung.</translation>
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
        <source>{0}: holds no weights; download {1}.safetensors into it</source>
        <translation>{0}: enthält keine Gewichte; laden Sie {1}.safetensors dorthin herunter</translation>
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
        <source>{0}: is a LoRA for another kind of model: none of its {1} layers is in {2} (its first is {3}).</source>
        <translation>{0}: ist eine LoRA für eine andere Art von Modell: Keine ihrer {1} Schichten ist in {2} (die erste ist {3}).</translation>
    </message>
    <message>
        <source>{0}: is a Python pickle that PyTorch did not write; give a model&apos;s file</source>
        <translation>{0}: ist ein Python-Pickle, das nicht von PyTorch stammt; nehmen Sie die Datei eines Modells</translation>
    </message>
    <message>
        <source>{0}: is a Python pickle without any tensors; give a model&apos;s file</source>
        <translation>{0}: ist ein Python-Pickle ohne Tensoren; nehmen Sie die Datei eines Modells</translation>
    </message>
    <message>
        <source>{0}: is a TorchScript program, which is code; give the model&apos;s weights</source>
        <translation>{0}: ist ein TorchScript-Programm, also Code; nehmen Sie die Gewichte des Modells</translation>
    </message>
    <message>
        <source>{0}: is a UNet of the family {1}, but the model beside it is of {2}</source>
        <translation>{0}: ist ein UNet der Familie {1}, das Modell dazu ist aber von {2}</translation>
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
        <source>{0}: is a damaged WebP picture.</source>
        <translation>{0}: ist ein beschädigtes WebP-Bild.</translation>
    </message>
    <message>
        <source>{0}: is a folder without model_index.json; give a diffusers model folder or a model&apos;s file</source>
        <translation>{0}: ist ein Ordner ohne model_index.json; nehmen Sie einen diffusers-Modellordner oder die Datei eines Modells</translation>
    </message>
    <message>
        <source>{0}: is a link; an audit&apos;s pictures lie in its own folder</source>
        <translation>{0}: ist ein Verweis; die Bilder eines Audits liegen in seinem eigenen Ordner</translation>
    </message>
    <message>
        <source>{0}: is a zip archive that PyTorch did not write; unpack it if it is an archive of models</source>
        <translation>{0}: ist ein Zip-Archiv, das nicht von PyTorch stammt; entpacken Sie es, wenn es ein Archiv mit Modellen ist</translation>
    </message>
    <message>
        <source>{0}: is a {1} file (tensor {2}), which cannot be used; LoRA, LoCon, LoHa, LoKr, DoRA, (IA)³ and whole differences can.</source>
        <translation>{0}: ist eine {1}-Datei (Tensor {2}), die nicht verwendbar ist; verwendbar sind LoRA, LoCon, LoHa, LoKr, DoRA, (IA)³ und ganze Differenzen.</translation>
    </message>
    <message>
        <source>{0}: is a {1} picture; PNG, JPEG and WebP are read.</source>
        <translation>{0}: ist ein {1}-Bild; gelesen werden PNG, JPEG und WebP.</translation>
    </message>
    <message>
        <source>{0}: is an animation; give one of its pictures.</source>
        <translation>{0}: ist eine Animation; nehmen Sie eines ihrer Bilder.</translation>
    </message>
    <message>
        <source>{0}: is being written, or was not closed, and cannot be read here, where nothing may be written; copy the whole folder and read the copy</source>
        <translation>{0}: wird gerade geschrieben oder wurde nicht geschlossen und ist hier, wo nichts geschrieben werden darf, nicht zu lesen; kopieren Sie den ganzen Ordner, und lesen Sie die Kopie</translation>
    </message>
    <message>
        <source>{0}: is black everywhere, so nothing would be painted; white says where.</source>
        <translation>{0}: ist überall schwarz, also würde nichts gemalt; Weiß sagt, wo.</translation>
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
        <source>{0}: is empty.</source>
        <translation>{0}: ist leer.</translation>
    </message>
    <message>
        <source>{0}: is empty; copy or download it again</source>
        <translation>{0}: ist leer; kopieren oder laden Sie die Datei noch einmal herunter</translation>
    </message>
    <message>
        <source>{0}: is gone</source>
        <translation>{0}: ist weg</translation>
    </message>
    <message>
        <source>{0}: is in the way; it may be left from a run that was stopped. Look into it, and remove it.</source>
        <translation>{0}: ist im Weg; vielleicht stammt es von einem abgebrochenen Lauf. Sehen Sie hinein, und entfernen Sie es.</translation>
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
        <source>{0}: is neither a folder of pictures nor a table that lists them.</source>
        <translation>{0}: ist weder ein Ordner mit Bildern noch eine Tabelle, die sie nennt.</translation>
    </message>
    <message>
        <source>{0}: is nested more than {1} deep.</source>
        <translation>{0}: ist mehr als {1}-fach verschachtelt.</translation>
    </message>
    <message>
        <source>{0}: is no LoRA: none of its {1} tensors has the name of one.</source>
        <translation>{0}: ist keine LoRA: Keiner ihrer {1} Tensoren heißt wie in einer.</translation>
    </message>
    <message>
        <source>{0}: is no PNG or JPEG picture.</source>
        <translation>{0}: ist kein PNG- oder JPEG-Bild.</translation>
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
        <source>{0}: is no picture; PNG, JPEG and WebP are read.</source>
        <translation>{0}: ist kein Bild; gelesen werden PNG, JPEG und WebP.</translation>
    </message>
    <message>
        <source>{0}: is not UTF-8 text</source>
        <translation>{0}: ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>{0}: is not a JSON object; copy or download it again</source>
        <translation>{0}: ist kein JSON-Objekt; kopieren oder laden Sie die Datei noch einmal herunter</translation>
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
        <source>the picture is blank (one flat colour)</source>
        <translation>das Bild ist leer (eine einzige Farbe)</translation>
    </message>
    <message>
        <source>{0}: the password is not that of the key.</source>
        <translation>{0}: Das Passwort gehört nicht zu diesem Schlüssel.</translation>
    </message>
    <message>
        <source>{0}: was made by the key {1}, not by {2}.</source>
        <translation>{0}: stammt vom Schlüssel {1}, nicht von {2}.</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}: {1}.</translation>
    </message>
    <message>
        <source>{0}; try other settings or {1}</source>
        <translation>{0}; versuchen Sie andere Einstellungen, oder {1}</translation>
    </message>
    <message>
        <source>the picture is nothing but grey, as one that was not decoded</source>
        <translation>das Bild ist nichts als Grau, wie eines, das nicht dekodiert wurde</translation>
    </message>
    <message>
        <source>{0:.0f} % of the picture are one flat colour</source>
        <translation>{0:.0f} % des Bildes sind eine einzige Farbe</translation>
    </message>
    <message>
        <source>{0:.0f} % of the picture are lost in white or in black</source>
        <translation>{0:.0f} % des Bildes gehen in Weiß oder in Schwarz verloren</translation>
    </message>
    <message>
        <source>the picture is over-saturated: {0:.0f} % of it have a colour at the end of its range; {1} is what drives colours there</source>
        <translation>das Bild ist übersättigt: {0:.0f} % davon haben eine Farbe am Ende ihres Bereichs; dorthin treibt die Farben {1}</translation>
    </message>
    <message>
        <source>the picture has bands in the place of shades: {0:.0f} % of the levels between its dark and its bright parts are not used</source>
        <translation>das Bild hat Stufen statt Verläufe: {0:.0f} % der Werte zwischen seinen dunklen und hellen Teilen kommen nicht vor</translation>
    </message>
    <message>
        <source>the picture repeats itself: it shows the same content in tiles</source>
        <translation>das Bild wiederholt sich: Es zeigt denselben Inhalt in Kacheln</translation>
    </message>
    <message>
        <source>The requirement &quot;{0}&quot;: {1}.</source>
        <translation>Die Anforderung „{0}“: {1}.</translation>
    </message>
    <message>
        <source>it begins with a name, such as faces</source>
        <translation>sie beginnt mit einem Namen, etwa faces</translation>
    </message>
    <message>
        <source>=, !=, &gt;=, &lt;=, &gt; or &lt; is expected at &quot;{0}&quot;</source>
        <translation>bei „{0}“ wird =, !=, &gt;=, &lt;=, &gt; oder &lt; erwartet</translation>
    </message>
    <message>
        <source>a quotation mark is not closed</source>
        <translation>ein Anführungszeichen ist nicht geschlossen</translation>
    </message>
    <message>
        <source>an empty value stands in the brackets</source>
        <translation>in den Klammern steht ein leerer Wert</translation>
    </message>
    <message>
        <source>too much stands in the brackets</source>
        <translation>in den Klammern steht zu viel</translation>
    </message>
    <message>
        <source>the bracket is not closed</source>
        <translation>die Klammer ist nicht geschlossen</translation>
    </message>
    <message>
        <source>nothing stands behind the comparison</source>
        <translation>hinter dem Vergleich steht nichts</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is one word too many</source>
        <translation>„{0}“ ist ein Wort zu viel</translation>
    </message>
    <message>
        <source>The requirement &quot;{0}&quot; is longer than {1} bytes.</source>
        <translation>Die Anforderung „{0}“ ist länger als {1} Byte.</translation>
    </message>
    <message>
        <source>it needs a comparison, such as {0}&gt;={1}</source>
        <translation>sie braucht einen Vergleich, etwa {0}&gt;={1}</translation>
    </message>
    <message>
        <source>expected a number from {0} to {1}, got &quot;{2}&quot;</source>
        <translation>erwartet wird eine Zahl von {0} bis {1}, da steht „{2}“</translation>
    </message>
    <message>
        <source>it needs = or != and one of {0}</source>
        <translation>sie braucht = oder != und eines von {0}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not known{1}; accepted are {2}</source>
        <translation>„{0}“ ist nicht bekannt{1}; möglich sind {2}</translation>
    </message>
    <message>
        <source>it is written as {0}</source>
        <translation>sie wird so geschrieben: {0}</translation>
    </message>
    <message>
        <source>it takes no comparison: {0} alone</source>
        <translation>sie hat keinen Vergleich: nur {0}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no measure{1}; there are {2}</source>
        <translation>„{0}“ kann nicht gemessen werden{1}; es gibt {2}</translation>
    </message>
    <message>
        <source>no instrument for this model reads it; name one, such as instrument(manifest.json,{0})=CLASS</source>
        <translation>kein Instrument für dieses Modell liest das; nennen Sie eines, etwa instrument(manifest.json,{0})=CLASS</translation>
    </message>
    <message>
        <source>no instrument for this model finds faces</source>
        <translation>kein Instrument für dieses Modell findet Gesichter</translation>
    </message>
    <message>
        <source>that instrument does not read &quot;{0}&quot;</source>
        <translation>dieses Instrument liest „{0}“ nicht</translation>
    </message>
    <message>
        <source>it compares the picture with its prompt by CLIP&apos;s vision tower, and this model has none; measure what the prompt asks for instead, such as occupation=CEO</source>
        <translation>sie vergleicht das Bild mit seinem Prompt durch den Bildteil von CLIP, und dieses Modell hat keinen; messen Sie stattdessen, was der Prompt verlangt, etwa occupation=CEO</translation>
    </message>
    <message>
        <source>no instrument for this model finds where faces are</source>
        <translation>kein Instrument für dieses Modell findet, wo Gesichter sind</translation>
    </message>
    <message>
        <source>expected shares of the picture from 0 to 1, got &quot;{0}&quot;</source>
        <translation>erwartet werden Anteile des Bildes von 0 bis 1, da steht „{0}“</translation>
    </message>
    <message>
        <source>that part does not lie within the picture</source>
        <translation>dieser Teil liegt nicht im Bild</translation>
    </message>
    <message>
        <source>it needs = or != and a colour</source>
        <translation>sie braucht = oder != und eine Farbe</translation>
    </message>
    <message>
        <source>There are {0} requirements; {1} at most are held at once.</source>
        <translation>Es sind {0} Anforderungen; höchstens {1} werden zugleich geprüft.</translation>
    </message>
    <message>
        <source>{0}: {1} seeds cannot give {2} pictures; allow more or want fewer.</source>
        <translation>{0}: {1} Seeds können nicht {2} Bilder ergeben; erlauben Sie mehr oder wünschen Sie weniger.</translation>
    </message>
    <message>
        <source>{0}: the seeds would go beyond {1}.</source>
        <translation>{0}: die Seeds gingen über {1} hinaus.</translation>
    </message>
    <message>
        <source>accepted {0} of {1} ({2:.0f}–{3:.0f} %)</source>
        <translation>angenommen: {0} von {1} ({2:.0f}–{3:.0f} %)</translation>
    </message>
    <message>
        <source>The requirements were met by {0} of {1} pictures ({2:.0f}–{3:.0f} %), and {4} were wanted; draw more seeds, ask for less or change the prompt.</source>
        <translation>{0} von {1} Bildern ({2:.0f}–{3:.0f} %) erfüllen die Anforderungen, gewünscht waren {4}; ziehen Sie mehr Seeds, verlangen Sie weniger oder ändern Sie den Prompt.</translation>
    </message>
    <message>
        <source>There are no words that ask for {0} of {1}</source>
        <translation>Für {0} bei {1} gibt es keine Wörter</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no method against a skew; there are {1}</source>
        <translation>„{0}“ ist kein Verfahren gegen eine Schieflage; es gibt {1}</translation>
    </message>
    <message>
        <source>The target &quot;{0}&quot; is none: give parity, reference or the shares {1} that sum to 1</source>
        <translation>„{0}“ ist kein Ziel: Geben Sie parity, reference oder die Anteile {1} an, zusammen 1</translation>
    </message>
    <message>
        <source>This audit reads no attribute &quot;{0}&quot;</source>
        <translation>Dieses Audit liest kein Merkmal „{0}“</translation>
    </message>
    <message>
        <source>No prompt of this audit can be changed: {0}</source>
        <translation>Kein Prompt dieses Audits kann geändert werden: {0}</translation>
    </message>
    <message>
        <source>{0}: is an audit of a mitigation itself ({1}); begin with the one before it.</source>
        <translation>{0}: ist selbst ein Audit einer Gegenmaßnahme ({1}); beginnen Sie mit dem davor.</translation>
    </message>
    <message>
        <source>{0}: ended each prompt when its verdict stood, so there are no shares to hit; begin with an audit of a fixed number of images.</source>
        <translation>{0}: hat jeden Prompt beendet, sobald sein Urteil feststand, also gibt es keine Anteile zu treffen; beginnen Sie mit einem Audit mit fester Bildzahl.</translation>
    </message>
    <message>
        <source>{0}: is no audit of a mitigation of {1}</source>
        <translation>{0}: ist kein Audit einer Gegenmaßnahme zu {1}</translation>
    </message>
    <message>
        <source>The words&apos; states leave nothing to solve: they are not finite.</source>
        <translation>Die Zustände der Wörter lassen nichts zu lösen übrig: Sie sind nicht endlich.</translation>
    </message>
    <message>
        <source>{0}: has no cross-attention of words {1} wide, so that words cannot be edited.</source>
        <translation>{0}: hat keine Kreuzaufmerksamkeit auf Wörter der Breite {1}, also können Wörter nicht bearbeitet werden.</translation>
    </message>
    <message>
        <source>An edit of words lies between two classes; {0} has {1}.</source>
        <translation>Eine Bearbeitung von Wörtern liegt zwischen zwei Klassen; {0} hat {1}.</translation>
    </message>
    <message>
        <source>The recipe&apos;s requirements are not checked here; its pictures are made without them.</source>
        <translation>Die Anforderungen des Rezepts werden hier nicht geprüft; seine Bilder werden ohne sie gemacht.</translation>
    </message>
    <message>
        <source>{0} cannot be watched by {1}: {2}</source>
        <translation>{0} kann nicht mit {1} überwacht werden: {2}</translation>
    </message>
    <message>
        <source>other instruments measured it</source>
        <translation>andere Instrumente haben es gemessen</translation>
    </message>
    <message>
        <source>its prompts are others</source>
        <translation>seine Prompts sind andere</translation>
    </message>
    <message>
        <source>nothing reads {0}</source>
        <translation>nichts liest {0}</translation>
    </message>
    <message>
        <source>they share no prompt with images that were read</source>
        <translation>sie haben keinen Prompt mit gelesenen Bildern gemeinsam</translation>
    </message>
    <message>
        <source>{0}: is not a regular file.</source>
        <translation>{0}: ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>{0}: is not put together as PyTorch does it; the file is cut off or damaged, copy or download it again</source>
        <translation>{0}: ist nicht so zusammengesetzt, wie PyTorch es tut; die Datei ist abgeschnitten oder beschädigt, kopieren oder laden Sie sie noch einmal herunter</translation>
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
        <source>{0}: is transparent in places; white is laid under it.</source>
        <translation>{0}: ist stellenweise durchsichtig; darunter wird Weiß gelegt.</translation>
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
        <source>{0}: its pickle would have a program call {1}, which makes no tensor; nothing was called. Use the model&apos;s .safetensors file, or do not use it at all</source>
        <translation>{0}: Sein Pickle ließe ein Programm {1} aufrufen, was keinen Tensor ergibt; aufgerufen wurde nichts. Verwenden Sie die .safetensors-Datei des Modells, oder verwenden Sie es gar nicht</translation>
    </message>
    <message>
        <source>{0}: its pickle {1}; the file is damaged or was made to do harm</source>
        <translation>{0}: Sein Pickle {1}; die Datei ist beschädigt oder soll schaden</translation>
    </message>
    <message>
        <source>{0}: its two tokenizers differ, which is not supported</source>
        <translation>{0}: Seine beiden Tokenizer sind verschieden, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>{0}: its vocabulary has {1} tokens, but its text encoder knows {2}.</source>
        <translation>{0}: Sein Wortschatz hat {1} Token, aber sein Textencoder kennt {2}.</translation>
    </message>
    <message>
        <source>{0}: its zip archive has the file {1} twice; copy or download it again</source>
        <translation>{0}: Sein Zip-Archiv enthält die Datei {1} zweimal; kopieren oder laden Sie die Datei noch einmal herunter</translation>
    </message>
    <message>
        <source>{0}: its zip archive holds {1} compressed or encrypted, which PyTorch never does; unpack it if it is an archive of models</source>
        <translation>{0}: Sein Zip-Archiv enthält {1} komprimiert oder verschlüsselt, was PyTorch nie tut; entpacken Sie es, wenn es ein Archiv mit Modellen ist</translation>
    </message>
    <message>
        <source>{0}: its zip archive is cut off or damaged; copy or download it again</source>
        <translation>{0}: Sein Zip-Archiv ist abgeschnitten oder beschädigt; kopieren oder laden Sie die Datei noch einmal herunter</translation>
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
        <source>{0}: lists the file {1}, which is not a plain name in the same folder</source>
        <translation>{0}: nennt die Datei {1}; das ist kein einfacher Name im selben Ordner</translation>
    </message>
    <message>
        <source>{0}: merge {1} ({2} {3}) needs token {4}, which the vocabulary lacks; use the vocab.json and merges.txt of one model</source>
        <translation>{0}: Zusammenlegung {1} ({2} {3}) braucht das Token {4}, das im Wortschatz fehlt; verwenden Sie vocab.json und merges.txt eines Modells</translation>
    </message>
    <message>
        <source>{0}: models are written as .safetensors, .gguf, or as a folder (a name without a suffix)</source>
        <translation>{0}: Modelle werden als .safetensors, .gguf oder als Ordner geschrieben (ein Name ohne Endung)</translation>
    </message>
    <message>
        <source>{0}: must be a JSON object of texts.</source>
        <translation>{0}: muss ein JSON-Objekt aus Texten sein.</translation>
    </message>
    <message>
        <source>{0}: must be an object</source>
        <translation>{0}: muss ein Objekt sein</translation>
    </message>
    <message>
        <source>{0}: names no picture.</source>
        <translation>{0}: nennt kein Bild.</translation>
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
        <source>{0}: pictures are not as they were measured ({1}); the numbers are of what was measured</source>
        <translation>{0}: Bilder sind nicht mehr so, wie sie gemessen wurden ({1}); die Zahlen gehören zu dem, was gemessen wurde</translation>
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
        <source>{0}: reads faces, and no instrument that finds them was named beside it</source>
        <translation>{0}: liest Gesichter, und daneben ist kein Instrument genannt, das welche findet</translation>
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
        <source>{0}: tensor {1} (the weight {2}) has the shape {3}, but {4} was expected; the model is damaged or of another architecture</source>
        <translation>{0}: Der Tensor {1} (das Gewicht {2}) hat die Form {3}, erwartet wird aber {4}; das Modell ist beschädigt oder von anderer Bauart</translation>
    </message>
    <message>
        <source>{0}: tensor {1} has numbers that are infinite or none at all (NaN); the file is damaged, get it again.</source>
        <translation>{0}: Der Tensor {1} enthält Zahlen, die unendlich oder gar keine sind (NaN); die Datei ist beschädigt, holen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>{0}: tensor {1} has the shape {2}, which cannot be split or transposed into the weight {3}; the file is damaged or of another architecture</source>
        <translation>{0}: Der Tensor {1} hat die Form {2}, die sich nicht zum Gewicht {3} teilen oder drehen lässt; die Datei ist beschädigt oder von anderer Bauart</translation>
    </message>
    <message>
        <source>{0}: tensor {1} has the shape {2}, which does not fit the model&apos;s weight of {3}; the LoRA was made for another model.</source>
        <translation>{0}: Der Tensor {1} hat die Form {2}, die nicht zum Gewicht des Modells mit {3} passt; die LoRA wurde für ein anderes Modell gemacht.</translation>
    </message>
    <message>
        <source>{0}: tensor {1} is stored as {2}, which cannot be used.</source>
        <translation>{0}: Der Tensor {1} ist als {2} gespeichert, was nicht verwendbar ist.</translation>
    </message>
    <message>
        <source>{0}: the field &quot;{1}&quot; should be {2}; correct the file or download it again</source>
        <translation>{0}: Das Feld „{1}“ sollte Folgendes sein: {2}; berichtigen Sie die Datei, oder laden Sie sie noch einmal herunter</translation>
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
        <source>{0}: the header is not valid UTF-8 JSON near its byte {1}; the file is damaged, copy or download it again</source>
        <translation>{0}: Der Kopf ist nahe seinem Byte {1} kein gültiges UTF-8-JSON; die Datei ist beschädigt, kopieren oder laden Sie sie noch einmal herunter</translation>
    </message>
    <message>
        <source>{0}: the key &quot;{1}&quot; occurs twice in one object.</source>
        <translation>{0}: Der Schlüssel „{1}“ kommt in einem Objekt zweimal vor.</translation>
    </message>
    <message>
        <source>{0}: the layer {1} lacks a tensor; the LoRA is incomplete.</source>
        <translation>{0}: Der Schicht {1} fehlt ein Tensor; die LoRA ist unvollständig.</translation>
    </message>
    <message>
        <source>{0}: the picture does not read back as it was written; the disk or the memory may be faulty.</source>
        <translation>{0}: Das Bild liest sich nicht, wie es geschrieben wurde; die Platte oder der Speicher ist vielleicht schadhaft.</translation>
    </message>
    <message>
        <source>{0}: the file {1} (sha256 {2}…) is not here; give it as {0}.</source>
        <translation>{0}: Die Datei {1} (sha256 {2}…) ist nicht da; geben Sie sie hier an.</translation>
    </message>
    <message>
        <source>{0}: the picture was made with {1}, and without it quite another one would come out ({2} is missing).</source>
        <translation>{0}: Das Bild entstand mit {1}, und ohne das käme ein ganz anderes heraus ({2} fehlt).</translation>
    </message>
    <message>
        <source>{0}: the picture was made with {1}, which is not here; the model&apos;s own is used, so expect differences.</source>
        <translation>{0}: Das Bild entstand mit {1}, das nicht da ist; das des Modells wird verwendet, erwarten Sie also Unterschiede.</translation>
    </message>
    <message>
        <source>{0}: the picture was refined with the model {1}, which is not known here; it is left out, so expect differences.</source>
        <translation>{0}: Das Bild wurde mit dem Modell {1} verfeinert, das hier nicht bekannt ist; es bleibt weg, erwarten Sie also Unterschiede.</translation>
    </message>
    <message>
        <source>{0}: the recipe was made with the file {1}, which is not here; put it into a folder “{2}” beside the model, or name it</source>
        <translation>{0}: Das Rezept wurde mit der Datei {1} gemacht, die es hier nicht gibt; legen Sie sie in einen Ordner „{2}“ neben dem Modell, oder nennen Sie sie</translation>
    </message>
    <message>
        <source>{0}: the recipe was refined with another model than {1}.</source>
        <translation>{0}: Das Rezept wurde mit einem anderen Modell als {1} verfeinert.</translation>
    </message>
    <message>
        <source>{0}: the recipe was refined with the model {1}, which is not known here; give it, or none.</source>
        <translation>{0}: Das Rezept wurde mit dem Modell {1} verfeinert, das hier nicht bekannt ist; geben Sie es an oder gar keines.</translation>
    </message>
    <message>
        <source>{0}: the tensor {1} does not lie within its storage, or that not within the file; the file is cut off or damaged, copy or download it again</source>
        <translation>{0}: Der Tensor {1} liegt nicht in seinem Speicher, oder dieser nicht in der Datei; die Datei ist abgeschnitten oder beschädigt, kopieren oder laden Sie sie noch einmal herunter</translation>
    </message>
    <message>
        <source>{0}: the tensor {1} is not put together as PyTorch does it; the file is damaged or was made to do harm</source>
        <translation>{0}: Der Tensor {1} ist nicht so zusammengesetzt, wie PyTorch es tut; die Datei ist beschädigt oder soll schaden</translation>
    </message>
    <message>
        <source>{0}: the tensor {1} is stored as {2}, which is not read; get the model in F16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1 or Q2_K to Q6_K</source>
        <translation>{0}: Der Tensor {1} ist als {2} gespeichert, was nicht gelesen wird; nehmen Sie das Modell in F16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1 oder Q2_K bis Q6_K</translation>
    </message>
    <message>
        <source>{0}: the tensors {1} and {2} are both the weight {3}; keep one of them</source>
        <translation>{0}: Die Tensoren {1} und {2} sind beide das Gewicht {3}; behalten Sie einen davon</translation>
    </message>
    <message>
        <source>{0}: the weight {1} {2} is missing; the model is incomplete or of another architecture</source>
        <translation>{0}: Das Gewicht {1} {2} fehlt; das Modell ist unvollständig oder von anderer Bauart</translation>
    </message>
    <message>
        <source>{0}: there is no such file: {1}</source>
        <translation>{0}: Es gibt keine solche Datei: {1}</translation>
    </message>
    <message>
        <source>{0}: there is no such folder.</source>
        <translation>{0}: Diesen Ordner gibt es nicht.</translation>
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
        <source>{0}: unknown key {1}; it has name, sha256, config_sha256 and ema.</source>
        <translation>{0}: unbekannter Schlüssel {1}; es gibt name, sha256, config_sha256 und ema.</translation>
    </message>
    <message>
        <source>{0}: was changed after the audit</source>
        <translation>{0}: wurde nach dem Audit geändert</translation>
    </message>
    <message>
        <source>{0}: was changed after the recipe was written, whose {1} has sha256 {2}…; give the right file as {1}.</source>
        <translation>{0}: wurde geändert, nachdem das Rezept geschrieben war ({1}: sha256 {2}…); geben Sie die richtige Datei an.</translation>
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
        <source>{0}: was taken by a camera ({1}). Photographs of real people take their consent; {2}, or leave the picture out.</source>
        <translation>{0}: wurde mit einer Kamera aufgenommen ({1}). Fotos wirklicher Menschen brauchen deren Einwilligung; {2}, oder lassen Sie das Bild weg.</translation>
    </message>
    <message>
        <source>{0}: was written on a big-endian machine, whose numbers are not read; save it again on another</source>
        <translation>{0}: wurde auf einem Big-Endian-Rechner geschrieben, dessen Zahlen nicht gelesen werden; speichern Sie die Datei auf einem anderen noch einmal</translation>
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
        <source>{0}: {1} is another file than the recipe&apos;s.</source>
        <translation>{0}: {1} ist eine andere Datei als die des Rezepts.</translation>
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
        <source>{0}: {1} is no key of a LoRA; they are name, sha256, weight and text_weight.</source>
        <translation>{0}: {1} ist kein Schlüssel einer LoRA; es gibt name, sha256, weight und text_weight.</translation>
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
        <source>{0}: {1} of {2} is {3}, which a single file cannot say (it would be taken for {4}); convert to a folder</source>
        <translation>{0}: {1} in {2} ist {3}, was eine einzelne Datei nicht sagen kann (es würde für {4} gehalten); wandeln Sie in einen Ordner um</translation>
    </message>
    <message>
        <source>{0}: {1} was changed after the recipe was checked; start again.</source>
        <translation>{0}: {1} wurde geändert, nachdem das Rezept geprüft worden war; beginnen Sie neu.</translation>
    </message>
    <message>
        <source>{0}: {1} {2}; the file is damaged or was written by a faulty program, download it again</source>
        <translation>{0}: {1} {2}; die Datei ist beschädigt oder von einem fehlerhaften Programm geschrieben, laden Sie sie noch einmal herunter</translation>
    </message>
    <message>
        <source>{0}: {1}: no such file.</source>
        <translation>{0}: {1}: Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>{0}: {1}; copy or download it again</source>
        <translation>{0}: {1}; kopieren oder laden Sie die Datei noch einmal herunter</translation>
    </message>
    <message>
        <source>{0}: {1}; the file is damaged or was written by a faulty program, download it again</source>
        <translation>{0}: {1}; die Datei ist beschädigt oder von einem fehlerhaften Programm geschrieben, laden Sie sie noch einmal herunter</translation>
    </message>
    <message>
        <source>{0}: {1}… holds the character NUL, which no file&apos;s name can.</source>
        <translation>{0}: {1}… enthält das Zeichen NUL, das in keinem Dateinamen stehen kann.</translation>
    </message>
    <message>
        <source>{0}x{1} in batches of {2}</source>
        <translation>{0}x{1}, jeweils {2} zugleich,</translation>
    </message>
    <message>
        <source>{{&quot;name&quot;, &quot;sha256&quot;}} of a picture</source>
        <translation>{{&quot;name&quot;, &quot;sha256&quot;}} eines Bildes</translation>
    </message>
    <message>
        <source>{{&quot;sha256&quot;}} of a file</source>
        <translation>{{&quot;sha256&quot;}} einer Datei</translation>
    </message>
    <message>
        <source>does not go with this model&apos;s VAE</source>
        <translation>passt nicht zum VAE dieses Modells</translation>
    </message>
    <message>
        <source>enlarged picture</source>
        <translation>vergrößertes Bild</translation>
    </message>
    <message>
        <source>its start, {0}, is not before its end, {1}</source>
        <translation>ihr Anfang, {0}, liegt nicht vor ihrem Ende, {1}</translation>
    </message>
    <message>
        <source>picture&apos;s feature</source>
        <translation>Merkmal des Bildes</translation>
    </message>
    <message>
        <source>the result would have {0}×{1} pixels, more than {2} million</source>
        <translation>das Ergebnis hätte {0}×{1} Bildpunkte, mehr als {2} Millionen</translation>
    </message>
    <message>
        <source>unknown preprocessor {0}; accepted are {1}</source>
        <translation>unbekannte Vorverarbeitung {0}; möglich sind {1}</translation>
    </message>
    <message>
        <source>{0}: does not fit this model: at level {1} the model has {2} channels</source>
        <translation>{0}: passt nicht zu diesem Modell: auf Stufe {1} hat das Modell {2} Kanäle</translation>
    </message>
    <message>
        <source>{0}: expected a number from {1} to {2}.</source>
        <translation>{0}: erwartet wird eine Zahl von {1} bis {2}.</translation>
    </message>
    <message>
        <source>{0}: is a T2I adapter of another kind (for SDXL, or for grey pictures), which is not supported</source>
        <translation>{0}: ist ein T2I-Adapter anderer Art (für SDXL oder für graue Bilder), die nicht unterstützt wird</translation>
    </message>
    <message>
        <source>{0}: is a folder without diffusion_pytorch_model.safetensors; give the network&apos;s file or its folder</source>
        <translation>{0}: ist ein Ordner ohne diffusion_pytorch_model.safetensors; geben Sie die Datei des Netzes oder seinen Ordner an</translation>
    </message>
    <message>
        <source>{0}: needs {1}.</source>
        <translation>{0}: braucht {1}.</translation>
    </message>
    <message>
        <source>{0}: expected a list of at most {1}.</source>
        <translation>{0}: erwartet wird eine Liste mit höchstens {1} Einträgen.</translation>
    </message>
    <message>
        <source>{0}: unknown key {1}; accepted are {2}.</source>
        <translation>{0}: unbekannter Schlüssel {1}; erlaubt sind {2}.</translation>
    </message>
    <message>
        <source>{0}: {1} is black all over; white is where the region is.</source>
        <translation>{0}: {1} ist überall schwarz; weiß ist, wo der Bereich liegt.</translation>
    </message>
    <message>
        <source>{0}: is no CLIP picture encoder</source>
        <translation>{0}: ist kein CLIP-Bild-Encoder</translation>
    </message>
    <message>
        <source>{0}: is an IP-Adapter of the FaceID kind, which needs a network that recognises faces; give a plain, plus or face variant</source>
        <translation>{0}: ist ein IP-Adapter der Art FaceID, der ein Netz zur Gesichtserkennung braucht; nimm einen einfachen, einen Plus- oder einen Face-Adapter</translation>
    </message>
    <message>
        <source>{0}: is no IP-Adapter</source>
        <translation>{0}: ist kein IP-Adapter</translation>
    </message>
    <message>
        <source>{0}: its weight {1} is missing or has another shape than such an adapter&apos;s</source>
        <translation>{0}: das Gewicht {1} fehlt oder hat eine andere Form, als ein solcher Adapter sie hat</translation>
    </message>
    <message>
        <source>{0}: reads pictures encoded in {1} numbers, but {2} gives {3}; give the encoder that belongs to it</source>
        <translation>{0}: liest Bilder, die in {1} Zahlen gefasst sind, aber {2} liefert {3}; gib den Encoder an, der dazugehört</translation>
    </message>
    <message>
        <source>expected gelu or quick_gelu</source>
        <translation>erwartet wird gelu oder quick_gelu</translation>
    </message>
    <message>
        <source>picture encoder&apos;s output</source>
        <translation>Ausgabe des Bild-Encoders</translation>
    </message>
    <message>
        <source>expected latent or attention, got {0}</source>
        <translation>erwartet wird latent oder attention, nicht {0}</translation>
    </message>
    <message>
        <source>region mode</source>
        <translation>Art der Bereiche</translation>
    </message>
    <message>
        <source>a LoRA acts on the whole picture; put {0} into the prompt, not into a region&apos;s</source>
        <translation>eine LoRA wirkt auf das ganze Bild; setze {0} in den Prompt, nicht in den eines Bereichs</translation>
    </message>
    <message>
        <source>a prompt of parts, or one that changes in the course of the steps, needs {0} latent</source>
        <translation>ein Prompt aus Teilen oder einer, der sich im Laufe der Schritte ändert, braucht {0} latent</translation>
    </message>
    <message>
        <source>{0}: is no ControlNet and no T2I adapter</source>
        <translation>{0}: ist weder ein ControlNet noch ein T2I-Adapter</translation>
    </message>
    <message>
        <source>{0}: is no upscaler that is known here; ESRGAN, Real-ESRGAN and BSRGAN files of RRDB networks for RGB pictures are</source>
        <translation>{0}: ist keine Vergrößerung, die hier bekannt ist; bekannt sind ESRGAN, Real-ESRGAN und BSRGAN (RRDB-Netze für RGB-Bilder)</translation>
    </message>
    <message>
        <source>{0}: was made for models whose text has the width {1}; this one&apos;s has {2}</source>
        <translation>{0}: wurde für Modelle gemacht, deren Text die Breite {1} hat; dieses hat {2}</translation>
    </message>
    <message>
        <source>expected nearest, box, bilinear, bicubic or lanczos, got {0}</source>
        <translation>erwartet wird nearest, box, bilinear, bicubic oder lanczos, nicht {0}</translation>
    </message>
    <message>
        <source>expected at most {0} numbers, got {1}</source>
        <translation>erwartet werden höchstens {0} Zahlen, nicht {1}</translation>
    </message>
    <message>
        <source>does not go with a mask, nor with a model that is shown a picture; paint first and make it larger then</source>
        <translation>verträgt sich nicht mit einer Maske und nicht mit einem Modell, dem ein Bild gezeigt wird; malen Sie zuerst und vergrößern Sie dann</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>is only a TAESD; give it as the VAE of a model</source>
        <translation>ist nur ein TAESD; geben Sie ihn als VAE eines Modells an</translation>
    </message>
    <message>
        <source>sets attributes of the function or class {0}</source>
        <translation>setzt Attribute der Funktion oder Klasse {0}</translation>
    </message>
    <message>
        <source>SEED:STRENGTH, a whole number from 0 to {0} and a number from {1} to {2}</source>
        <translation>SEED:STRENGTH, eine ganze Zahl von 0 bis {0} und eine Zahl von {1} bis {2}</translation>
    </message>
    <message>
        <source>A,B,…,0, from 2 to {0} falling sigmas that end with 0</source>
        <translation>A,B,…,0, 2 bis {0} fallende Sigmas, das letzte 0</translation>
    </message>
    <message>
        <source>noise of SDE samplers</source>
        <translation>Rauschen der SDE-Sampler</translation>
    </message>
    <message>
        <source>program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>{0}: expected {{&quot;first_seed&quot;, &quot;drawn&quot;, &quot;held&quot;, &quot;interval&quot;, &quot;readings&quot;}}.</source>
        <translation>{0}: erwartet wird {{&quot;first_seed&quot;, &quot;drawn&quot;, &quot;held&quot;, &quot;interval&quot;, &quot;readings&quot;}}.</translation>
    </message>
    <message>
        <source>{0}: expected [&quot;faces=1&quot;, …], at most {1}.</source>
        <translation>{0}: erwartet wird [&quot;faces=1&quot;, …], höchstens {1}.</translation>
    </message>
    <message>
        <source>must hold a share for each class that sum to 1</source>
        <translation>muss für jede Klasse einen Anteil enthalten, zusammen 1</translation>
    </message>
    <message>
        <source>must be texts by subject</source>
        <translation>muss Texte je Subjekt enthalten</translation>
    </message>
    <message>
        <source>emphasis</source>
        <translation>Betonung</translation>
    </message>
    <message>
        <source>expected evenlight, a1111, comfyui or diffusers, got {0}</source>
        <translation>erwartet wird evenlight, a1111, comfyui oder diffusers, nicht {0}</translation>
    </message>
    <message>
        <source>expected auto, fresh or brownian, got {0}</source>
        <translation>erwartet wird auto, fresh oder brownian, nicht {0}</translation>
    </message>
    <message>
        <source>the prompt is too long for all its changes: shorten it, or have it change less often</source>
        <translation>der Prompt ist zu lang für so viele Wechsel: Kürzen Sie ihn oder lassen Sie ihn seltener wechseln</translation>
    </message>
    <message>
        <source>a part of the prompt has the weight “{0}”: write a number from -{1:g} to {2:g} behind its colon, or a word behind the number</source>
        <translation>ein Teil des Prompts hat das Gewicht „{0}“: Schreiben Sie hinter den Doppelpunkt eine Zahl von -{1:g} bis {2:g} oder hinter die Zahl ein Wort</translation>
    </message>
    <message>
        <source>the negative prompt has AND, which joins prompts to go towards, and a negative prompt is one to keep away from: write “and” for the word, or {0}</source>
        <translation>im negativen Prompt steht AND; das verbindet Prompts, denen das Bild folgen soll, und vom negativen hält es sich fern: Schreiben Sie das Wort als „and“ oder {0}</translation>
    </message>
    <message>
        <source>the brackets around “{0}” give it a weight beyond {1:g}: use fewer brackets or a smaller weight, or write \( for the bracket itself</source>
        <translation>die Klammern um „{0}“ ergeben ein Gewicht über {1:g}: Nehmen Sie weniger Klammern oder ein kleineres Gewicht, oder schreiben Sie \( für die Klammer selbst</translation>
    </message>
    <message>
        <source>the prompt has more than {0} brackets or lists inside each other: remove some, or {1}</source>
        <translation>im Prompt sind mehr als {0} Klammern oder Listen ineinander verschachtelt: Entfernen Sie einige oder {1}</translation>
    </message>
    <message>
        <source>the text that is drawn for the prompt has more than {0} bytes: draw less at once</source>
        <translation>der für den Prompt ausgeloste Text hat mehr als {0} Bytes: Losen Sie weniger auf einmal aus</translation>
    </message>
    <message>
        <source>the list of words {0} goes round in a circle: a line of it leads to itself</source>
        <translation>die Wortliste {0} dreht sich im Kreis: Eine ihrer Zeilen führt zu ihr selbst zurück</translation>
    </message>
    <message>
        <source>the list of words {0} is empty: write one word or text a line</source>
        <translation>die Wortliste {0} ist leer: Schreiben Sie in jede Zeile ein Wort oder einen Text</translation>
    </message>
    <message>
        <source>the prompt has more than {0} choices to draw from: draw less at once</source>
        <translation>im Prompt stehen mehr als {0} Möglichkeiten zur Auswahl: Losen Sie weniger auf einmal aus</translation>
    </message>
    <message>
        <source>{0}: the list of words is not in UTF-8: save it as UTF-8.</source>
        <translation>{0}: Die Wortliste ist nicht in UTF-8: Speichern Sie sie als UTF-8.</translation>
    </message>
    <message>
        <source>{0} is no folder of word lists.</source>
        <translation>{0} ist kein Ordner mit Wortlisten.</translation>
    </message>
    <message>
        <source>the list of words {0} is not here{1}; put {0}.txt into a folder “wildcards” beside the model, or {2}</source>
        <translation>die Wortliste {0} ist nicht da{1}; legen Sie {0}.txt in einen Ordner „wildcards“ neben dem Modell oder {2}</translation>
    </message>
    <message>
        <source>the list of words {0} is here more than once, as {1} and {2}; remove or rename one</source>
        <translation>die Wortliste {0} gibt es mehrfach, als {1} und {2}; entfernen Sie eine oder benennen Sie sie um</translation>
    </message>
    <message>
        <source>The prompt is read as ComfyUI reads it: AND, [from:to:when] and [a|b] are plain text there.</source>
        <translation>Der Prompt wird wie in ComfyUI gelesen: AND, [von:nach:wann] und [a|b] sind dort gewöhnlicher Text.</translation>
    </message>
    <message>
        <source>AND in capitals joins {0} prompts into one picture, each of which counts for itself; write “and” for the word.</source>
        <translation>AND in Großbuchstaben verbindet {0} Prompts zu einem Bild, jeder zählt für sich; schreiben Sie „and“, wenn das Wort gemeint ist.</translation>
    </message>
    <message>
        <source>The prompt ends with a colon and a number, so all of it counts {0:g} times; write something behind the number if that is not meant.</source>
        <translation>Der Prompt endet mit einem Doppelpunkt und einer Zahl, also zählt er als Ganzes {0:g}-fach; schreiben Sie etwas hinter die Zahl, wenn das nicht gemeint ist.</translation>
    </message>
</context>
</TS>
