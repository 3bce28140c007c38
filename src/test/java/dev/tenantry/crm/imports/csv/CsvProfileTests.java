package dev.tenantry.crm.imports.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CsvProfileTests {

    private static final CsvLimits LIMITS = new CsvLimits(20, 1000);

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void detectsTheDelimiter(String delimiter) {
        var profile = profile("name,city,state\nAcme,\"Paris, France\",x\n".replace(",", delimiter));

        assertThat(profile.delimiter()).isEqualTo(delimiter.charAt(0));
        assertThat(profile.columns()).extracting(Column::name).containsExactly("name", "city", "state");
    }

    @Test
    void takesADelimiterInQuotesForText() {
        var profile = profile("name;note\nAcme;\"a,b,c\"\nBeta;\"d,e,f\"\n");

        assertThat(profile.delimiter()).isEqualTo(';');
    }

    @Test
    void readsASingleColumn() {
        var profile = profile("name\nAcme\nBeta\n");

        assertThat(profile.columns()).extracting(Column::samples).containsExactly(List.of("Acme", "Beta"));
    }

    @Test
    void leavesOutTheByteOrderMarkAndBlankRows() {
        var profile = profile("\uFEFFname,city\r\nAcme,Paris\r\n\r\n,\r\nBeta,\"two\r\nlines\"\r\n");

        assertThat(profile.columns().getFirst().name()).isEqualTo("name");
        assertThat(profile.rows()).isEqualTo(2);
    }

    @Test
    void tellsTypesFormatsAndBlanks() {
        var profile = profile("""
                id,price,opened,closed,mail,active,empty,note
                1,12.50,2016-10-20,20.10.2016,a@b.test,yes,,x
                2,"1,054",2017-03-01,1.3.2017,,no,,7
                """);

        assertThat(profile.columns()).extracting(Column::type)
                .containsExactly(ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.DATE, ColumnType.DATE,
                        ColumnType.EMAIL, ColumnType.BOOLEAN, ColumnType.EMPTY, ColumnType.TEXT);
        assertThat(profile.columns().get(2).dateFormat()).isEqualTo("yyyy-MM-dd");
        assertThat(profile.columns().get(3).dateFormat()).isEqualTo("d.M.yyyy");
        assertThat(profile.columns().get(4).blank()).isEqualTo(1);
    }

    @Test
    void tellsTheOrderOfDayAndMonthWhereADayTellsIt() {
        var profile = profile("day,other\n3/4/2017,1\n25/4/2017,2\n");

        assertThat(profile.columns().getFirst().dateFormat()).isEqualTo("d/M/yyyy");
    }

    @Test
    void namesColumnsWithoutAName() {
        var profile = profile("name,,city\nAcme,x,Paris\n");

        assertThat(profile.columns()).extracting(Column::name).containsExactly("name", "column 2", "city");
    }

    @Test
    void namesTheLineThatIsNotUtf8() {
        var bytes = "name\nAcme\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1);

        refused(bytes, "encoding").extracting(FieldError::message).asString().contains("line 3");
    }

    @Test
    void refusesAnIncompleteCharacterAtTheEnd() {
        var whole = "name\nM\u00fc".getBytes(StandardCharsets.UTF_8);

        refused(Arrays.copyOf(whole, whole.length - 1), "encoding");
    }

    @Test
    void refusesWhatIsNoText() {
        refused(new byte[]{'a', '\n', 0, 1, 2}, "binary");
        refused(new byte[]{'P', 'K', 3, 4, 20, 0}, "not-csv");
        refused("name\nAcme\n".getBytes(StandardCharsets.UTF_16LE), "binary");
    }

    @Test
    void refusesAFileWithoutRows() {
        refused(new byte[0], "empty");
        refused("\uFEFF\n\n".getBytes(StandardCharsets.UTF_8), "empty");
        refused("name,city\n".getBytes(StandardCharsets.UTF_8), "no-rows");
    }

    @Test
    void namesBothColumnsOfOneName() {
        refused("name,city,name\n1,2,3\n".getBytes(StandardCharsets.UTF_8), "duplicate-column")
                .extracting(FieldError::message)
                .asString()
                .contains("1 and 3", "'name'");
    }

    @Test
    void refusesAFieldThatIsTooLong() {
        refused(("name\n" + "x".repeat(1001) + "\n").getBytes(StandardCharsets.UTF_8), "field-too-long")
                .extracting(FieldError::message)
                .asString()
                .contains("line 2");
        refused(("name\nAcme\n\"" + "x".repeat(10_000_000) + "\"\n").getBytes(StandardCharsets.UTF_8),
                "field-too-long")
                .extracting(FieldError::message)
                .asString()
                .contains("line 3");
    }

    @Test
    void refusesTooManyColumns() {
        refused((",".repeat(10_000) + "\n1\n").getBytes(StandardCharsets.UTF_8), "too-many-columns");
    }

    @Test
    void namesTheLineWhereAQuoteStaysOpen() {
        refused("name\nAcme\n\"Beta\nGamma\n".getBytes(StandardCharsets.UTF_8), "unclosed-quote")
                .extracting(FieldError::message)
                .asString()
                .contains("line 3");
        refused("name,city\n\"Acme\"x,Paris\n".getBytes(StandardCharsets.UTF_8), "text-after-quote")
                .extracting(FieldError::message)
                .asString()
                .contains("line 2");
    }

    @Test
    void decodesCharactersThatStraddleBuffers() {
        var value = "x" + "\u20ac\ud83d\ude00".repeat(100);
        var rows = "name,n\n" + (value + ",1\n").repeat(500);

        assertThat(profile(rows).columns().getFirst().samples())
                .containsExactly(value.substring(0, value.offsetByCodePoints(0, 99)) + "…");
    }

    private static AbstractThrowableAssert<?, ?> refusal(byte[] bytes) {
        return assertThatThrownBy(
                () -> CsvProfile.of(() -> new ByteArrayInputStream(bytes), LIMITS, null, Conventions.UNKNOWN))
                .isInstanceOf(ProblemException.class);
    }

    private static org.assertj.core.api.ObjectAssert<FieldError> refused(byte[] bytes, String code) {
        return refusal(bytes).extracting(failure -> ((ProblemException) failure).errors().getFirst())
                .asInstanceOf(InstanceOfAssertFactories.type(FieldError.class))
                .matches(error -> error.field().equals("file") && error.code().equals(code), code);
    }

    private static CsvProfile profile(String text) {
        try {
            return CsvProfile.of(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LIMITS, null,
                    Conventions.UNKNOWN);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
