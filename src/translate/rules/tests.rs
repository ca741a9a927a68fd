//! The engine as a whole, by tables of sentences made for the purpose, and by properties over arbitrary text.

use proptest::prelude::*;

use super::Rules;
use crate::glossary::EntryType;
use crate::glossary::entry::PartOfSpeech;
use crate::span::Span;
use crate::translate::{Atom, Draft, Engine, Source};

fn draft(text: &str, atoms: &[Atom<'_>]) -> Draft {
    Rules::new().translate(&[Source { text, atoms }]).unwrap().pop().unwrap()
}

fn english(text: &str) -> String {
    draft(text, &[]).text
}

fn atom<'a>(text: &str, surface: &str, english: &'a str, kind: EntryType, genitive: bool, article: bool) -> Atom<'a> {
    let start = text.find(surface).unwrap();
    Atom { genitive, article, ..Atom::noun(Span::new(start, start + surface.len()), english, kind) }
}

#[test]
fn sentences_of_many_kinds() {
    let table = [
        // Verb bracket and tenses.
        ("Die Regierung hat den Vorschlag abgelehnt.", "The government rejected the proposal."),
        ("Die Regierung lehnt den Vorschlag ab.", "The government rejects the proposal."),
        ("Die Regierung hatte den Vorschlag abgelehnt.", "The government had rejected the proposal."),
        ("Die Regierung wird den Vorschlag ablehnen.", "The government will reject the proposal."),
        ("Gestern lehnte die Regierung den Vorschlag ab.", "Yesterday the government rejected the proposal."),
        // Passive.
        ("Der Vorschlag wurde abgelehnt.", "The proposal was rejected."),
        ("Der Vorschlag ist von der Regierung abgelehnt worden.", "The proposal was rejected by the government."),
        // Modals, negation and questions.
        ("Er kann nicht kommen.", "He cannot come."),
        ("Die Regierung lehnt den Vorschlag nicht ab.", "The government does not reject the proposal."),
        ("Kennt er den Minister?", "Does he know the minister?"),
        // Subordinate clauses and reported speech.
        ("Er sagte, dass die Regierung den Vorschlag ablehne.", "He said that the government rejected the proposal."),
        (
            "Er weiß, dass die Regierung den Vorschlag abgelehnt hat.",
            "He knows that the government rejected the proposal.",
        ),
        // Relative clauses.
        ("Der Mann, der gestern kam, ist krank.", "The man who came yesterday is ill."),
        (
            "Das Abkommen, das die Regierung unterzeichnete, ist wichtig.",
            "The agreement that the government signed is important.",
        ),
        ("Die Bilder, die das Ministerium druckte, sind alt.", "The pictures that the ministry printed are old."),
        // Participial attributes.
        ("Die im Dezember verabschiedete Resolution ist wichtig.", "The resolution passed in December is important."),
        // Appositions are no relative clauses, and relative clauses no appositions.
        (
            "Die Botschafterin, die Tochter des Ministers, besucht Moskau.",
            "The ambassador, the daughter of the minister, visits Moscow.",
        ),
        ("Die Botschafterin, die gestern kam, besucht Moskau.", "The ambassador who came yesterday visits Moscow."),
        ("Die Firma stellte einen Wagen, den Falken, vor.", "The company presented a car, the hawk."),
        // A pronominal adverb announces the clause that is the object; without one it is the object.
        ("Niemand rechnet damit, dass die Preise fallen.", "No one expects that the prices fall."),
        ("Er drohte damit, das Abkommen zu kündigen.", "He threatened to terminate the agreement."),
        (
            "Die Ministerin warnte davor, die Lage zu unterschätzen.",
            "The minister warned against underestimating the situation.",
        ),
        ("Es hängt davon ab, ob die Bank zahlt.", "It depends on whether the bank pays."),
        ("Er rechnet damit.", "He expects it."),
        ("Dabei starben drei Menschen.", "In the process, three people died."),
        // An adjective after als is a predicate where the verb governs als.
        ("Der Minister bezeichnete die Lage als ruhig.", "The minister described the situation as calm."),
        ("Das Gerät gilt als veraltet.", "The device is considered outdated."),
        // Reflexive pronouns of the first person.
        ("Wir freuen uns auf das Spiel.", "We look forward to the game."),
        // Konjunktiv II in the place of Konjunktiv I.
        (
            "Er habe die Beamten kritisiert, weil sie die Vorgaben nicht umgesetzt hätten.",
            "He had criticized the officials because they had not implemented the requirements.",
        ),
        (
            "War die Firma damals noch klein, wuchs sie bald.",
            "While the company was still small at the time, it soon grew.",
        ),
        ("Bei dem Brand wurden bis zu 40 Menschen verletzt.", "In the fire, up to 40 people were injured."),
        ("Das Haus soll bis zum Geburtstag fertig sein.", "The house is to be ready until the birthday."),
        // Swiss spelling.
        ("Die Strassenverhältnisse waren ausschliesslich schlecht.", "The road conditions were exclusively bad."),
        // Infinitives with zu.
        ("Sie versprachen, die Gespräche zu beenden.", "They promised to end the talks."),
        ("Dem Mann wird vorgeworfen, Daten verkauft zu haben.", "The man is accused of having sold data."),
        // Coordination.
        ("TOKIO (ost) – China und Japan haben sich geeinigt.", "Tokyo (ost) – China and Japan reached an agreement."),
        ("Sprecher des Ministeriums und des Konzerns trafen sich.", "Spokesmen of the ministry and the group met."),
        (
            "Der Minister besuchte die Fabrik der Firma und der Arbeiter grüßte ihn.",
            "The minister visited the factory of the company and the worker greeted him.",
        ),
        // A postposition and the verb after it.
        (
            "Dem Bericht zufolge besuchte der Minister eine Fabrik.",
            "According to the report, the minister visited a factory.",
        ),
        ("Er kennt weder den Minister noch den Botschafter.", "He knows neither the minister nor the ambassador."),
        (
            "Die Polizei warnt vor Staus in der Stadt und vor Unfällen.",
            "The police warn of traffic jams in the city and accidents.",
        ),
        ("Der Preis stieg, der Umsatz sank.", "The price rose; the revenue fell."),
        // What nouns govern, and number without an article.
        ("Die Kritik am Minister wächst.", "The criticism of the minister grows."),
        ("Er traf Vertreter der Stadt.", "He met representatives of the city."),
        ("Im Norden des Landes regnete es.", "In the north of the country, it rained."),
        // Objects that case does not tell apart.
        ("Das Land lieferte Firmen Waffen.", "The country supplied companies with weapons."),
        // A clause goes on after an apposition, and a relative clause belongs to the object after it.
        (
            "Gestern eröffneten der Bürgermeister und der Chef der Firma, Peter Munz, in der Stadt eine Fabrik, die Autos bauen soll.",
            "Yesterday the mayor and the head of the company, Peter Munz, opened a factory in the city that is to build cars.",
        ),
        // One auxiliary at the end serves two participles.
        (
            "Er sagte, dass die Brücke gesperrt und der Verkehr umgeleitet wird.",
            "He said that the bridge is closed and traffic is diverted.",
        ),
        (
            "Er weiß, dass sie das Haus verkauft und das Auto gekauft hat.",
            "He knows that she sold the house and bought the car.",
        ),
        // Negation by an adverb, and by kein in a light-verb construction.
        ("Die Brücke ist noch nicht fertig.", "The bridge is not yet ready."),
        ("Die Firma hat sich noch nicht geäußert.", "The company has not yet commented."),
        ("Das Geld reicht gar nicht.", "The money is not enough at all."),
        ("Die Regierung übte keine Kritik an dem Gesetz.", "The government did not criticize the law."),
        // A quotation within a phrase.
        (
            "Der Minister sprach bei einem Empfang von einem „Erfolg für die Menschen im Tal“.",
            "The minister spoke at a reception of a \"success for the people in the valley.\"",
        ),
        // Pronouns that stand for a clause, and the indefinite man.
        ("Er tut das, was die Firma plant.", "He does what the company plans."),
        ("Was der Minister sagt, das gilt.", "What the minister says applies."),
        ("Dort hat man das Problem erkannt.", "There the problem was recognized."),
        ("Man habe zwei Fehler gefunden, sagte der Minister.", "They had found two mistakes, the minister said."),
        // A predicate before its verb; what announces a clause.
        ("Überrascht zeigte sich die Firma über die Kritik.", "The company was surprised at the criticism."),
        (
            "Hoch erfreut zeigte sich der Minister darüber, dass das Werk fertig ist.",
            "The minister appeared delighted that the work is ready.",
        ),
        // Who lets a thing be said says it.
        (
            "„Die Lage ist ruhig“, ließ das Ministerium ausrichten.",
            "\"The situation is calm,\" the ministry let it be known.",
        ),
        // Years, and number by the English noun.
        ("Bereits 2019 besuchte der Minister die Stadt.", "As early as 2019, the minister visited the city."),
        ("Ob diese Angaben stimmen, ist unklar.", "Whether this information is true is unclear."),
        ("Die Anwesenden klatschten.", "Those present clapped."),
        // The source of a statement after so; so before ein.
        ("Die Lage sei gut, so ein Berater.", "The situation was good, according to an adviser."),
        ("Er hat so ein Haus gekauft.", "He bought such a house."),
        // The last noun that agrees is the antecedent.
        (
            "Ein Besuch des Ministers, der in Genf gewesen war, ist geplant.",
            "A visit of the minister who had been in Geneva is planned.",
        ),
        ("Die im Mai gebaute Fabrik der Firma brennt.", "The factory of the company built in May burns."),
        // A statement around the words that name its source.
        (
            "Der Vertrag, sagte die Ministerin, gelte bis 2030.",
            "The minister said that the contract was valid until 2030.",
        ),
        // selbst after its noun; a dative beside the clause that is the object.
        ("Die Ministerin selbst war nicht dort.", "The minister herself was not there."),
        ("Selbst der Minister kam.", "Even the minister came."),
        ("Der Minister warf Berlin vor, Daten zu sammeln.", "The minister accused Berlin of collecting data."),
        // Whom a state comes from, what a time measures, a place beside its noun.
        ("Viele Kunden waren vom Ausfall betroffen.", "Many customers were affected by the failure."),
        ("Das Gericht verurteilte ihn zu vier Jahren Haft.", "The court sentenced him to four years of imprisonment."),
        ("Den Feind im Süden erwähnte er nicht.", "He did not mention the enemy in the south."),
        // A condition after its main clause; an amount without a number; man in the past.
        (
            "Die Firma drohte mit einer Klage, sollte die Stadt den Vertrag kündigen.",
            "The company threatened a lawsuit if the city should terminate the contract.",
        ),
        (
            "Er hatte Kunden um mehrere Millionen Euro betrogen.",
            "He had cheated customers out of several million euros.",
        ),
        ("In Bern reagierte man zurückhaltend.", "In Bern they reacted cautiously."),
        ("Sollte es regnen, bleibt er in Bern.", "If it should rain, he stays in Bern."),
        ("Von Eva Munz", "By Eva Munz"),
        ("Im Süden Münchens regnete es.", "In the south of Munich, it rained."),
        // Comparatives in proportion.
        (
            "Je kleiner die Stadt ist, desto ruhiger wird der Abend.",
            "The smaller the city is, the calmer the evening becomes.",
        ),
        // Numbers.
        ("Die Firma baut bis 2030 rund 5000 Häuser.", "The company builds about 5,000 houses by 2030."),
        ("Eine 34-jährige Frau kam.", "A 34-year-old woman came."),
        // Existence.
        ("Es gibt ein Problem.", "There is a problem."),
        ("Am Abend kam es zu Protesten.", "In the evening, there were protests."),
        ("Der Zug fährt noch nicht.", "The train does not yet run."),
        ("Im Jahr 2004 starb er.", "In 2004 he died."),
        ("Seit dem Jahr 2010 gilt das Gesetz.", "Since 2010 the law has applied."),
        ("Aus den Spuren schließt die Polizei, dass er floh.", "The police conclude from the traces that he fled."),
        ("Daraus schließt die Polizei, dass er floh.", "The police conclude from this that he fled."),
        ("Der Preis stieg um drei Prozent auf 20 Euro.", "The price rose by three percent to 20 euros."),
        ("Er senkte die Steuern um drei Prozent auf zehn Prozent.", "He cut the taxes by three percent to 10 percent."),
        ("Es fehlt an Geld.", "There is a lack of money."),
        ("Das Schiff sank vor der Küste.", "The ship sank off the coast."),
        // Dates, times and numbers.
        ("Er kam am 18. Januar 2024.", "He came on January 18, 2024."),
        ("Er kam um 15.30 Uhr.", "He came at 3:30 p.m."),
        ("Das Haus kostet 1.234,5 Euro.", "The house costs 1,234.5 euros."),
        ("Der Sänger kam schon 1998 nach Bremen.", "The singer came to Bremen as early as 1998."),
        ("Die Bank zahlt drei Milliarden Dollar.", "The bank pays $3 billion."),
        ("Das Land nahm zwei Millionen Euro an Steuern ein.", "The country took in two million euros in taxes."),
        ("Die Mannschaft verlor 1:4.", "The team lost 4-1."),
        ("Er sprach bei zwei von fünf Terminen.", "He spoke at two of five dates."),
        // Before the finite verb there is room for one constituent: what stands between commas belongs to the noun.
        (
            "Die Sängerin, 1961 in Bremen geboren, lebt seit Jahren in Paris.",
            "The singer, born in 1961 in Bremen, has lived in Paris for years.",
        ),
        (
            "Frau Quorb, für den Bau verantwortlich, schwieg.",
            "Ms. Quorb, responsible for the construction, remained silent.",
        ),
        // Clauses as subjects.
        ("Den Preis zu senken, war ein Fehler.", "To lower the price was a mistake."),
        ("Wer das sagt, lügt.", "Anyone who says that lies."),
        ("Wer gewinnt, ist offen.", "Who wins is open."),
        // Questions.
        ("Was bedeutet das für die Stadt?", "What does that mean for the city?"),
        ("Wer kommt zum Treffen, wer fehlt?", "Who comes to the meeting, who is missing?"),
        // What is compared stays with its adjective.
        ("Größer als der Schaden ist die Angst.", "The fear is bigger than the damage."),
        // The preposition of a relative pronoun is that of the English verb.
        ("Der Mann, mit dem er sprach, ist tot.", "The man with whom he spoke is dead."),
        ("Auch die Gewerkschaft lehnt den Plan nicht ab.", "The union does not reject the plan either."),
        ("Die Firma hat nie aufgehört zu bauen.", "The company never stopped building."),
        ("Das Gericht hat noch nicht entschieden.", "The court has not yet decided."),
        ("Der Streik dürfte morgen enden.", "The strike is likely to end tomorrow."),
        ("Es fehlen zwei Spieler.", "Two players are missing."),
        ("Der Spieler, der sich am Knie verletzt hat, fehlt.", "The player who injured his knee is missing."),
        ("Er hat gelacht und ein Lied gesungen.", "He laughed and sang a song."),
        ("Sie bestätigte die Wahl, nannte aber keinen Termin.", "She confirmed the election, but named no date."),
        ("Japan wirft China vor, das Abkommen zu verletzen.", "Japan accuses China of violating the agreement."),
        ("Die Zahl der Arbeitslosen sinkt.", "The number of the unemployed falls."),
        ("Nach dem Beben suchten sie nach einer Straße.", "After the quake, they searched for a street."),
        (
            "Der Verband hat das Spiel verloren, die Meisterschaft aber gewonnen.",
            "The association lost the game, but won the championship.",
        ),
        ("Sie ist nicht zurückgetreten, sondern entlassen worden.", "She did not resign, but was fired."),
        (
            "Je länger die Sitzung dauert, desto größer wird die Angst.",
            "The longer the meeting lasts, the bigger the fear becomes.",
        ),
        ("Das Gericht verurteilte ihn zu drei Jahren Haft.", "The court sentenced him to three years of imprisonment."),
        (
            "Die Firma, die Autos baut und 400 Menschen beschäftigt, ist pleite.",
            "The company that builds cars and employs 400 people is broke.",
        ),
        ("Wer Geld sammelt, braucht Geduld.", "Anyone who collects money needs patience."),
        ("Der 300 Meter hohe Turm ist alt.", "The 300-meter-tall tower is old."),
        ("Das hätte nicht passieren dürfen.", "That should not have happened."),
        ("Die Ministerin zeigte sich enttäuscht.", "The minister was disappointed."),
        ("Die Straße ist nass und kalt.", "The street is wet and cold."),
        ("Das Museum bleibt vier Tage lang offen.", "The museum remains open for four days."),
        ("Was zu tun bleibt", "What remains to be done"),
        ("Vom Hotel aus sah er das Meer.", "From the hotel, he saw the sea."),
        ("Von dem Streik betroffen sind zwei Schulen.", "Two schools are affected by the strike."),
        ("Nur am Montag ist das Museum offen.", "The museum is open only on Monday."),
        ("Beobachter in Quorb lobten die Wahl.", "Observers in Quorb praised the election."),
        ("Das Abkommen hätte längst unterzeichnet sein müssen.", "The agreement should have been signed long since."),
    ];
    let wrong: Vec<String> = table
        .iter()
        .map(|(german, wanted)| (german, wanted, english(german)))
        .filter(|(_, wanted, got)| got != *wanted)
        .map(|(german, wanted, got)| format!("{german}\n  wanted {wanted}\n  got    {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pronouns_take_up_the_sentence_before() {
    for (german, wanted) in [
        (["Die Regierung unterzeichnete den Vertrag.", "Sie plant ein Fest."], "It plans a festival."),
        (["Der Minister besuchte die Stadt.", "Er plant ein Fest."], "He plans a festival."),
        (["Die Ministerin lobte die Vereinbarung.", "Sie sagte nichts."], "She said nothing."),
        (["Die Polizei fand eine Bombe.", "Sie wurde entschärft."], "It was defused."),
    ] {
        let sources = german.map(|text| Source { text, atoms: &[] });
        assert_eq!(Rules::new().translate(&sources).unwrap()[1].text, wanted, "{german:?}");
    }
}

#[test]
fn mentions_come_out_in_their_english_form() {
    let text = "Kim Jong-uns Besuch in Pjöngjang endete gestern.";
    let atoms = [
        atom(text, "Kim Jong-uns", "Kim Jong Un", EntryType::Person, true, false),
        atom(text, "Pjöngjang", "Pyongyang", EntryType::Place, false, false),
    ];
    let draft = draft(text, &atoms);
    assert_eq!(draft.text, "Kim Jong Un's visit to Pyongyang ended yesterday.");
    for (index, atom) in atoms.iter().enumerate() {
        let link = draft.alignment.iter().find(|link| link.atom == Some(index)).unwrap();
        assert_eq!((link.target.of(&draft.text), link.source), (atom.english, atom.span));
    }
}

#[test]
fn names_after_titles_are_not_translated() {
    for (german, wanted) in [
        ("Der Botschafter Tal Quorb Munz lachte.", "Ambassador Tal Quorb Munz laughed."),
        ("Die Ministerin Quorba Stein lachte.", "Minister Quorba Stein laughed."),
        ("Der Minister sah das Tal.", "The minister saw the valley."),
    ] {
        assert_eq!(english(german), wanted);
    }
}

#[test]
fn words_without_english_stay_and_are_reported() {
    let text = "Der Quorbelhanz wurde gezwirpelt.";
    let draft = draft(text, &[]);
    for span in &draft.untranslated {
        assert!(draft.text.contains(span.of(text)), "{}", draft.text);
    }
    assert!(draft.text.contains("Quorbelhanz") && draft.text.contains("gezwirpelt"), "{}", draft.text);
    assert!(draft.confidence < 1.0);
}

#[test]
fn the_trace_has_a_section_for_each_stage() {
    let traces = Rules::new().explain(&[Source { text: "Er kam.", atoms: &[] }, Source { text: "Ja.", atoms: &[] }]);
    let titles: Vec<&str> = traces[0].sections().iter().map(|(title, _)| *title).collect();
    let stages = ["German", "Domain", "Words", "Fields", "Phrases", "Equivalents", "English", "Confidence"];
    assert_eq!(titles, stages);
    assert_eq!(traces.len(), 2);
}

#[test]
fn the_trace_says_why_an_equivalent_was_not_chosen() {
    let traced = |text: &str| {
        let trace = Rules::new().explain(&[Source { text, atoms: &[] }]).remove(0);
        trace.sections().iter().find(|(title, _)| *title == "Equivalents").map(|(_, text)| text.clone()).unwrap()
    };
    let insisted = traced("Der Minister bestand auf seinem Vorschlag.");
    assert!(insisted.contains("→ auf:D: insist on"), "{insisted}");
    assert!(insisted.contains("not aus:D: consist of [preposition: no \"aus\" with the dative]"), "{insisted}");
    assert!(insisted.contains("[government: no accusative object]"), "{insisted}");
    let interest = traced("Sie zeigten Interesse an dem Bau.");
    assert!(interest.contains("an → in [preposition: what \"Interesse\" governs]"), "{interest}");
}

/// English equivalents are chosen by what stands beside a word; the same word comes out differently elsewhere.
#[test]
fn neighbours_decide_between_equivalents() {
    for (german, english) in [
        ("Das Interesse an der Zeitung wächst.", "interest in"),
        ("Die Suche nach dem Kind dauert an.", "search for"),
        ("Die Behörde ist für den Bau zuständig.", "responsible for"),
        ("Die Stadt ist arm an Wasser.", "poor in"),
        ("Der Mann ist stolz auf seinen Sohn.", "proud of"),
    ] {
        let text = draft(german, &[]).text;
        assert!(text.contains(english), "{german} → {text}");
    }
}

#[test]
fn a_broken_sentence_is_trusted_less_than_a_clean_one() {
    for (clean, broken) in [
        ("Der Minister besucht die Stadt.", "Der Minister gnurbelt die Zwörfelstadt."),
        (
            "Die Regierung hat das Gesetz beschlossen, weil es nötig war.",
            "Die Regierung das, weil, Gesetz nötig wegen hat.",
        ),
        ("Der Verein verkaufte den Spieler im Sommer.", "Verein im der Sommer den, den verkaufte Spieler zu um."),
    ] {
        let (sure, unsure) = (draft(clean, &[]).confidence, draft(broken, &[]).confidence);
        assert!(unsure < sure, "{clean} {sure}; {broken} {unsure}");
    }
}

#[test]
fn monstrous_sentences_are_cut() {
    let text = "der Mann, und die ".repeat(3_000);
    let started = std::time::Instant::now();
    let draft = draft(&text, &[]);
    assert!(!draft.text.is_empty());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

fn check(text: &str, draft: &Draft) {
    for link in &draft.alignment {
        assert!(
            link.target.end <= draft.text.len()
                && draft.text.is_char_boundary(link.target.start)
                && draft.text.is_char_boundary(link.target.end)
        );
        assert!(
            link.source.end <= text.len()
                && text.is_char_boundary(link.source.start)
                && text.is_char_boundary(link.source.end)
        );
    }
    for span in &draft.untranslated {
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end) && span.end <= text.len());
    }
    assert_eq!(draft.text, draft.text.trim());
    assert!(!draft.text.contains('\n'));
    assert!((0.0..=1.0).contains(&draft.confidence));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,120}") {
        check(&text, &draft(&text, &[]));
    }

    #[test]
    fn no_sequence_of_words_makes_it_panic(words in proptest::collection::vec(prop::sample::select(WORDS), 0..40), start in 0_usize..60, length in 1_usize..20) {
        let text = words.join(" ");
        check(&text, &draft(&text, &[]));
        let mention = text.get(start..start + length).is_some_and(|mention| mention == mention.trim());
        if mention && text.is_char_boundary(start) && text.is_char_boundary(start + length) {
            for kind in [EntryType::Person, EntryType::Title, EntryType::Organization, EntryType::Term] {
                let mention = Atom { span: Span::new(start, start + length), english: "Foreign Minister", english_plural: None, kind, demonym: false, part_of_speech: PartOfSpeech::Noun, gender: None, plural: false, genitive: length % 2 == 0, article: kind == EntryType::Organization };
                let draft = draft(&text, &[mention]);
                check(&text, &draft);
                prop_assert!(draft.alignment.iter().any(|link| link.atom == Some(0)), "lost in {text:?}: {}", draft.text);
            }
        }
    }
}

const WORDS: &[&str] = &[
    "der",
    "die",
    "das",
    "ein",
    "Minister",
    "Präsident",
    "und",
    "oder",
    ",",
    ".",
    "dass",
    "wenn",
    "weil",
    "hat",
    "ist",
    "wurde",
    "werden",
    "sei",
    "habe",
    "gesagt",
    "abgelehnt",
    "lehnt",
    "ab",
    "zu",
    "um",
    "nicht",
    "sich",
    "im",
    "von",
    "mit",
    "nach",
    "Moskau",
    "Kim",
    "Jong",
    "Un",
    "große",
    "großen",
    "20",
    "3.",
    "Januar",
    "Millionen",
    "Euro",
    "Uhr",
    "„",
    "“",
    "(",
    ")",
    "–",
    "?",
    "wie",
    "als",
    "es",
    "gibt",
    "er",
    "sie",
    "deren",
    "dessen",
    "wer",
    "was",
    "Informations-",
    "Handelsminister",
    "verabschiedete",
    "heißt",
    "darunter",
    "vor",
    "Jahren",
];
