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
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static dev.tenantry.crm.imports.Importing.field;
import static dev.tenantry.crm.imports.Importing.figures;
import static org.assertj.core.api.Assertions.assertThat;

/** That a dry run tells what the run does, whatever a file's texts are written like, and that texts mean what records say. */
class ForecastTests extends ApiTest {

    /** A chunk's rows, so that what follows is in another one. */
    private static final int CHUNK = 500;

    private record Pair(String one, String other) {}

    private static final List<Pair> SAME = List.of(new Pair("José p", "jose p"), new Pair("Straße", "STRASSE"),
            new Pair("İstanbul", "istanbul"), new Pair("Café x", "Cafe\u0301 X"), new Pair("Ørsted", "orsted"),
            new Pair("ﬁrst", "first"), new Pair("ＡＢＣ Ｄ", "abc d"), new Pair("no\u00a0break", "no break"),
            new Pair("zero\u200bwidth", "zerowidth"), new Pair("two  spaces", "two spaces"), new Pair("Ⅷ a", "viii A"),
            new Pair("مُحَمَّد", "محمد"), new Pair("Ёлка", "елка"), new Pair("ｶﾞｷﾞ", "ガギ"),
            new Pair("ΣΊΣΥΦΟΣ", "σίσυφος"),
            new Pair("Łódź", "LODZ"));

    private Api own = api;
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        own = people.signUp().api();
        importing = new Importing(own);
    }

    @Test
    void findsParentsHoweverTheyAreWrittenBeforeAndAfterThem() {
        var pairs = pairs();
        var file = new StringBuilder("Name,Parent\n");
        IntStream.range(0, pairs.size())
                .forEach(index -> file.append("early %d,%s\n".formatted(index, pairs.get(index).other)));
        pairs.forEach(pair -> file.append(pair.one).append(",\n"));
        IntStream.range(0, pairs.size())
                .forEach(index -> file.append("late %d,%s\n".formatted(index, pairs.get(index).other)));

        var run = expectTheForecast("companies", file.toString(), mapping -> mapping);

        assertThat(figures(run).getLast()).isLessThan(pairs.size());
        assertThat(importing.errors(run.id())).doesNotContain(SAME.stream().map(Pair::other).toList());
    }

    @Test
    void takesLaterRowsForTheSameRecordsAsTheRunDoes() {
        var pairs = pairs();
        var file = new StringBuilder("Name,Sector\n");
        pairs.forEach(pair -> file.append(pair.one).append(",a\n"));
        file.append(filler("%s,\n"));
        pairs.forEach(pair -> file.append(pair.other).append(",b\n"));

        var run = expectTheForecast("companies", file.toString(), mapping -> mapping);

        assertThat(figures(run).get(1)).isGreaterThanOrEqualTo(SAME.size());
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
        var file = "Id,Deal,Company\n1,One,Łódź Straße\n" + filler("%1$s,filler %1$s,\n") + "2,Two,LODZ STRASSE\n";

        var run = expectTheForecast("opportunities", file, mapping -> {
            field(mapping, "companyId").put("createMissing", true);
            return mapping;
        });

        assertThat(run.json().at("/progress/createdCompanies").asInt()).isEqualTo(1);
    }

    @Test
    void tellsWhichNamesWillBeAmbiguous() {
        var file = "Id,Name,Parent\n1,Twin,\n2,TWÍN,\n3,Child,twin\n";

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

    private Answer expectTheForecast(String target, String file, UnaryOperator<ObjectNode> changes) {
        var tried = importing.dryRun(target, file, changes);
        var forecast = importing.errors(tried.id());

        own.send("PUT", "/api/v1/imports/" + tried.id() + "/run", null).expect(202);
        var run = importing.await(tried.id(), "run", "completed");

        assertThat(importing.errors(run.id())).isEqualTo(forecast);
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
        var letters = IntStream.range(0xC0, 0x250).filter(Character::isLetter).boxed().flatMap(point -> {
            var text = "x%x %s".formatted(point, Character.toString(point));
            return Stream.of(new Pair(text, text.toUpperCase(Locale.ROOT)),
                    new Pair("y" + text, "y" + Normalizer.normalize(text, Normalizer.Form.NFKD)));
        });
        return Stream.concat(SAME.stream(), letters).toList();
    }

    private static String filler(String row) {
        return IntStream.range(0, CHUNK).mapToObj(index -> row.formatted("f" + index)).collect(Collectors.joining());
    }
}
