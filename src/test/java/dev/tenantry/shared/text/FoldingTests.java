package dev.tenantry.shared.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database's function says is the same text. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldingTests {

    private final Connection connection;
    private final Folding folding;

    /** @param migrated so that the schema is there */
    @Autowired
    FoldingTests(Folding migrated) {
        connection = TestDatabase.server().connectAsOwner();
        folding = new Folding(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        assertThat(migrated).isNotNull();
    }

    @BeforeAll
    void isThere() {
        assertThat(folding.of("A")).isEqualTo("a");
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void leavesWhatTheDatabaseCannotHoldAsItIs() {
        assertThat(folding.of(List.of("A\0", "B"))).containsEntry("A\0", "A\0").containsEntry("B", "b");
        assertThat(folding.of("\0")).isEqualTo("\0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            İstanbul Tekstil   | ISTANBUL TEKSTIL | istanbul tekstil | ıstanbul  tekstıl
            José               | Jose\u0301       | JOSE             | jose
            Straße             | STRASSE          | strasse          | STRAẞE
            Łódź               | LODZ             | łódź             | Lo\u0301dz\u0301
            Ørsted             | ORSTED           | orsted           | ørsted
            Æsir               | AESIR            | aesir            | æsir
            ΣΟΦΟΣ              | σοφος            | Σοφός            | σοφοσ
            ЁЛКА               | елка             | ёлка             | Е\u0308лка
            Đặng               | DANG             | dang             | đặng
            Acme Inc           | Acme\u00a0Inc    | ' acme   inc '   | ac\u00adme\u200b inc
            O’Brien–Smith      | o'brien-smith    | OʼBRIEN−SMITH    | O\u2018Brien\u2010Smith
            ＡＢＣ１２３        | abc123           | ABC123           | ａｂｃ１２３
            office             | oﬃce             | OFFICE           | Office
            ガギ               | ｶﾞｷﾞ             | カ\u3099キ\u3099 | ガギ
            क़लम               | क\u093cलम        | क़लम             | क\u093cलम
            مُحَمَّد               | محمد             | محـمد            | محمد
            שָׁלוֹם              | שלום             | שלום             | שלום
            가나               | \u1100\u1161\u1102\u1161 | 가나     | 가나
            """)
    void areTheSame(String one, String second, String third, String fourth) {
        assertThat(List.of(folding.of(second), folding.of(third), folding.of(fourth))).containsOnly(folding.of(one));
    }

    /** Marks that are letters, and letters that are others. */
    @ParameterizedTest
    @CsvSource({"कि,का", "कि,क", "ก\u0e34,ก\u0e35", "กา,ก", "か,が", "ハ,パ", "й,и", "أحمد,احمد", "日本,日木", "가,각", "தி,தீ",
        "A-B,A B", "O'Brien,OBrien", "a,b", "\u0301,\u0308", "\u200b,\u200d", "ひ,ヒ", "크,그"})
    void areDifferent(String one, String other) {
        assertThat(folding.of(one)).isNotEqualTo(folding.of(other));
    }

    @Test
    void makesNothingOfNoText() {
        assertThat(folding.of("")).isEmpty();
        assertThat(folding.of(" \t ")).isNotEmpty();
    }

    @Test
    void isAskedOnceForAText() throws SQLException {
        var texts = List.of("İstanbul", "Zürich");
        Folding asking;
        try (var once = TestDatabase.server().connectAsOwner()) {
            asking = new Folding(JdbcClient.create(new SingleConnectionDataSource(once, true)));
            asking.of(texts);
        }

        assertThat(asking.of(texts)).isEqualTo(Map.of("İstanbul", "istanbul", "Zürich", "zurich"));
    }

    @Test
    void changesNoMoreTheSecondTime() {
        var once = folding.of(letters());

        var twice = folding.of(once.values());

        assertThat(twice).allSatisfy((first, second) -> assertThat(second).isEqualTo(first));
    }

    @Test
    void knowsTheCasesAndFormsOfEveryLetterThatJavaKnows() {
        var forms = new ArrayList<String>();
        for (var letter : letters()) {
            forms.addAll(List.of(letter, letter.toUpperCase(java.util.Locale.ROOT),
                    letter.toLowerCase(java.util.Locale.ROOT),
                    Normalizer.normalize(letter, Normalizer.Form.NFD),
                    Normalizer.normalize(letter, Normalizer.Form.NFKC)));
        }

        var folded = folding.of(forms);

        var wrong = IntStream.range(0, forms.size())
                .filter(index -> !Objects.equals(folded.get(forms.get(index)),
                        folded.get(forms.get(index - index % 5))))
                .mapToObj(forms::get)
                .toList();
        assertThat(wrong).isEmpty();
    }

    /** Those of the basic plane but ideographs, which have one form, and two that stand for whole sentences. */
    private static List<String> letters() {
        return IntStream.range(0x20, 0x10000)
                .filter(Character::isLetter)
                .filter(letter -> letter != 0xFDFA && letter != 0xFDFB)
                .filter(letter -> letter < 0x3400 || letter > 0xABFF)
                .mapToObj(Character::toString)
                .toList();
    }
}
