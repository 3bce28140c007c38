package dev.tenantry.crm.imports;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Sample;

import static dev.tenantry.crm.imports.Importing.field;
import static dev.tenantry.crm.imports.Importing.figures;
import static org.assertj.core.api.Assertions.assertThat;

/** That a dry run tells what the run does, whatever a file's texts are written like, and that texts mean what records say. */
class ForecastTests extends ApiTest {

    /** A chunk's rows, as the suite sets them, so that what follows is in another one. */
    private static final int CHUNK = 100;

    private record Pair(String one, String other) {}

    private static final List<Pair> ALIKE = List.of(new Pair("Straße", "STRASSE"),
            new Pair("İstanbul", "istanbul"), new Pair("Café x", "Cafe\u0301 X"),
            new Pair("ﬁrst", "first"), new Pair("ＡＢＣ Ｄ", "abc d"), new Pair("no\u00a0break", "no break"),
            new Pair("zero\u200bwidth", "zerowidth"), new Pair("two  spaces", "two spaces"), new Pair("Ⅷ a", "viii A"),
            new Pair("ｶﾞｷﾞ", "ガギ"), new Pair("ΣΊΣΥΦΟΣ", "σίσυφος"), new Pair("D’Or – x", "d'or - X"));

    /** They differ by a mark: whoever looks for one finds the other, but two rows are two. */
    private static final List<Pair> FOLDED = List.of(new Pair("José p", "jose p"), new Pair("Ørsted", "orsted"),
            new Pair("مُحَمَّد", "محمد"), new Pair("Ёлка", "елка"), new Pair("Łódź", "Lodz"));

    private Api own = api;
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        own = people.signUp().api();
        importing = new Importing(own);
    }

    @Test
    void findsParentsHoweverTheyAreWrittenBeforeAndAfterThem() {
        var pairs = Stream.concat(pairs().stream(), FOLDED.stream()).toList();
        var file = new StringBuilder("Name,Parent\n");
        IntStream.range(0, pairs.size())
                .forEach(index -> file.append("early %d,%s\n".formatted(index, pairs.get(index).other)));
        pairs.forEach(pair -> file.append(pair.one).append(",\n"));
        IntStream.range(0, pairs.size())
                .forEach(index -> file.append("late %d,%s\n".formatted(index, pairs.get(index).other)));

        var run = expectTheForecast("companies", file.toString(), mapping -> mapping);

        assertThat(figures(run).getLast()).isLessThan(pairs.size());
        assertThat(importing.errors(run.id()))
                .doesNotContain(Stream.concat(ALIKE.stream(), FOLDED.stream()).map(Pair::other).toList());
    }

    @Test
    void takesLaterRowsForTheSameRecordsAsTheRunDoes() {
        var pairs = pairs();
        var file = new StringBuilder("Name,Sector\n");
        pairs.forEach(pair -> file.append(pair.one).append(",a\n"));
        file.append(filler("%s,\n"));
        pairs.forEach(pair -> file.append(pair.other).append(",b\n"));

        var run = expectTheForecast("companies", file.toString(), mapping -> mapping);

        assertThat(figures(run).get(1)).isGreaterThanOrEqualTo(ALIKE.size());
    }

    @Test
    void keepsRowsApartThatDifferByAMark() {
        FOLDED.forEach(pair -> own.post("/api/v1/companies", "{\"name\":\"%s\"}".formatted(pair.other)).expect(201));
        var file = new StringBuilder("Name,Sector\n");
        FOLDED.forEach(pair -> file.append(pair.one).append(",a\n"));
        file.append(filler("%s,\n"));
        FOLDED.forEach(pair -> file.append(pair.other).append(",b\n"));

        var run = expectTheForecast("companies", file.toString(), mapping -> mapping);
        var again = expectTheForecast("companies", file.toString(), mapping -> mapping);

        assertThat(figures(run)).startsWith(CHUNK + (long) FOLDED.size(), (long) FOLDED.size());
        assertThat(figures(again)).containsExactly(0L, 0L, CHUNK + 2L * FOLDED.size(), 0L);
    }

    @Test
    void keepsExternalIdsApartAndAddressesTogether() {
        var file = "Id,Name,Email\nd1,Ada,Ada@Müller.example\n" + filler("%s,filler,\n")
                + "D1,Ben,\n,Ada the second,ada@xn--mller-kva.example\n";

        var run = expectTheForecast("contacts", file, mapping -> {
            mapping.putArray("matchBy").add("externalId").add("email");
            return mapping;
        });

        assertThat(figures(run)).containsExactly(CHUNK + 2L, 1L, 0L, 0L);
    }

    @Test
    void addsCompaniesOnceForAllWaysToWriteThem() {
        var file = "Id,Deal,Company\n1,One,Łódź Straße\n" + filler("%1$s,filler %1$s,\n")
                + "2,Two,ŁÓDŹ  STRASSE\n3,Three,Lodz Strasse\n";

        var run = expectTheForecast("opportunities", file, mapping -> {
            field(mapping, "companyId").put("createMissing", true);
            return mapping;
        });

        assertThat(run.json().at("/progress/createdCompanies").asInt()).isEqualTo(2);
    }

    @Test
    void tellsWhichNamesWillBeAmbiguous() {
        var file = "Id,Name,Parent\n1,Twin,\n2,TWIN,\n3,Child,twin\n";

        var run = expectTheForecast("companies", file, mapping -> {
            mapping.putArray("matchBy").add("externalId");
            return mapping;
        });

        assertThat(figures(run)).containsExactly(2L, 0L, 0L, 1L);
        assertThat(importing.errors(run.id())).contains("ambiguous-reference");
    }

    @Test
    void findsStagesAndStatedValuesHoweverTheyAreWritten() {
        var file = """
                id,deal name,phase
                1,First,ＷＯＮ
                2,Second,lóst
                3,Third,ERLÉDIGT
                4,Fourth,Erle\u0301digt
                5,Fifth,erledigt
                6,Sixth,neither
                """;

        var run = expectTheForecast("opportunities", file, mapping -> {
            field(mapping, "stage").putObject("values").put("erlédigt", "wÓn").put("x", "Lost");
            return mapping;
        });

        assertThat(figures(run)).containsExactly(5L, 0L, 0L, 1L);
        assertThat(Stream.of("1", "2", "3", "4", "5").map(this::stage)).containsExactly("Won", "Lost", "Won", "Won",
                "Won");
    }

    /** Contacts p (external id E1) and q are there; a slash begins another row. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            value and back       | ,P,p@x.example,2         | ,P,p@x.example,1
            same change twice    | ,P,p@x.example,2         | ,P,p@x.example,2
            new one twice        | ,N,n@x.example,2         | ,N,n@x.example,2
            new one, changed     | ,N,n@x.example,2         | ,N,n@x.example,3
            key given twice      | E5,P,p@x.example,1       | E5,Q,q@x.example,1
            new ones, one key    | E5,N,n@x.example,1       | E5,M,m@x.example,1
            key freed and taken  | E9,P,p@x.example,1       | E1,Q,q@x.example,1
            key freed, new one   | E9,P,p@x.example,1       | E1,N,n@x.example,1
            keys exchanged       | E9,P,p@x.example,1       | E1,Q,q@x.example,1/E2,P,p@x.example,1
            taken while it holds | E1,Q,q@x.example,1       | E1,P,p@x.example,2
            """)
    void tellsWhatLaterRowsFindOfEarlierOnes(String kind, String early, String late) {
        own.post("/api/v1/contacts", "{\"name\":\"P\",\"email\":\"p@x.example\",\"phone\":\"1\",\"externalId\":\"E1\"}")
                .expect(201);
        own.post("/api/v1/contacts", "{\"name\":\"Q\",\"email\":\"q@x.example\",\"phone\":\"1\"}").expect(201);
        var file = "Id,Name,Email,Phone\n" + early + "\n" + filler(",filler,%s@x.example,\n") + late.replace('/', '\n')
                + "\n";

        expectTheForecast("contacts", file, mapping -> {
            mapping.putArray("matchBy").add("email");
            return mapping;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Old", "New"})
    void refersToARenamedCompanyAsTheRunDoes(String name) {
        own.post("/api/v1/companies", "{\"name\":\"Old\",\"externalId\":\"C1\"}").expect(201);
        var file = "Id,Name,Parent\nC1,New,\n" + filler("%1$s,filler %1$s,\n") + "C2,Child," + name + "\n";

        var run = expectTheForecast("companies", file, mapping -> {
            mapping.putArray("matchBy").add("externalId");
            return mapping;
        });

        assertThat(figures(run).getLast()).isEqualTo(name.equals("Old") ? 1 : 0);
    }

    @Test
    void countsWhatIsLinkedToCompaniesThatEarlierRowsAdd() {
        IntStream.range(0, 2)
                .forEach(round -> {
                    var file = new StringBuilder("id,Deal,Account\n");
                    IntStream.range(0, 2 * CHUNK + 100)
                            .forEach(index -> file.append("D%d,Deal,%s\n".formatted(index,
                                    round > 0 && index % 10 == 0 ? "Neu GmbH" : "")));
                    var run = expectTheForecast("opportunities", file.toString(), mapping -> {
                        field(mapping, "companyId").put("createMissing", true);
                        return mapping;
                    });
                    assertThat(figures(run)).containsExactly(round == 0 ? 300L : 0L, round * 30L, round * 270L, 0L);
                });
    }

    /** Its locks would be held too long: what is found of what was written so far is what others could find of it. */
    @Test
    void remembersWhatItWroteInTransactionsThatHaveEnded() {
        var rows = IntStream.range(0, 10 * CHUNK)
                .mapToObj(index -> "f" + index + ",Deal,\n")
                .collect(Collectors.joining());

        var run = expectTheForecast("opportunities",
                "id,Deal,Account\nD1,Deal,Neu GmbH\n" + rows + "D1,Changed,\nD2,Deal,NEU GMBH\n", mapping -> {
                    field(mapping, "companyId").put("createMissing", true);
                    return mapping;
                });

        assertThat(figures(run)).containsExactly(10L * CHUNK + 2, 1L, 0L, 0L);
    }

    /** What is made once more in a later transaction is the same, and not a second one. */
    @Test
    void findsInLaterTransactionsWhatEarlierOnesMadeAsOne() {
        var rows = IntStream.range(0, 12 * CHUNK + 40)
                .mapToObj(index -> "g%d,Deal,Company %d%n".formatted(index, index % 7))
                .collect(Collectors.joining());

        var run = expectTheForecast("opportunities", "id,Deal,Account\n" + rows, mapping -> {
            field(mapping, "companyId").put("createMissing", true);
            return mapping;
        });

        assertThat(figures(run)).containsExactly(12L * CHUNK + 40, 0L, 0L, 0L);
        assertThat(run.json().at("/progress/createdCompanies").asInt()).isEqualTo(7);
    }

    /** Of a chunk that is undone and repeated without a row, what it made is not there. */
    @Test
    void countsOnceWhatALaterTransactionMakesAgainAndUndoes() {
        var gone = own.post("/api/v1/contacts", "{\"name\":\"G\",\"externalId\":\"gone\"}").expect(201).id();
        own.delete("/api/v1/contacts/" + gone).expect(204);
        var rows = IntStream.range(0, 12 * CHUNK)
                .mapToObj(index -> "%s,Name,Company %d%n".formatted(index % CHUNK == 50 ? "gone" : "c" + index,
                        index % 3))
                .collect(Collectors.joining());

        var run = expectTheForecast("contacts", "id,Name,Company\n" + rows, mapping -> {
            field(mapping, "companyId").put("createMissing", true);
            mapping.putArray("matchBy").add("externalId");
            return mapping;
        });

        assertThat(figures(run)).containsExactly(12L * (CHUNK - 1), 0L, 0L, 12L);
        assertThat(run.json().at("/progress/createdCompanies").asInt()).isEqualTo(3);
    }

    private Answer expectTheForecast(String target, String file, UnaryOperator<ObjectNode> changes) {
        var tried = importing.dryRun(target, file, changes);
        var forecast = importing.errors(tried.id());

        own.send("PUT", "/api/v1/imports/" + tried.id() + "/run", null).expect(202);
        var run = importing.await(tried.id(), "run", "completed");

        // The ids of what a dry run has made are those of nothing.
        assertThat(importing.errors(run.id()).replaceAll("contact \\d+", "contact"))
                .isEqualTo(forecast.replaceAll("contact \\d+", "contact"));
        assertThat(figures(run)).isEqualTo(figures(tried));
        assertThat(run.at("/progress/createdCompanies")).isEqualTo(tried.at("/progress/createdCompanies"));
        return run;
    }

    private String stage(String externalId) {
        return own.get("/api/v1/opportunities?filter=externalId[eq]:%22" + externalId + "%22")
                .expect(200)
                .at("/results/0/stage");
    }

    /** Those that are the same, and every letter of Latin with what Java takes for other ways to write it. */
    private static List<Pair> pairs() {
        var all = IntStream.range(0xC0, 0x250).filter(Character::isLetter).boxed().toList();
        var letters = Sample.partOf("letters of names in imports", all).stream().flatMap(point -> {
            var text = "x%x %s".formatted(point, Character.toString(point));
            return Stream.of(new Pair(text, text.toUpperCase(Locale.ROOT)),
                    new Pair("y" + text, "y" + Normalizer.normalize(text, Normalizer.Form.NFKD)));
        });
        return Stream.concat(ALIKE.stream(), letters).toList();
    }

    private static String filler(String row) {
        return IntStream.range(0, CHUNK).mapToObj(index -> row.formatted("f" + index)).collect(Collectors.joining());
    }
}
