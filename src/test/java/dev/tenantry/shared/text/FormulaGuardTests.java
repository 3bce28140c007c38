package dev.tenantry.shared.text;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.shared.text.FormulaGuard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class FormulaGuardTests {

    private static final List<String> PIECES = List.of("'", "=", "+", "-", "@", ";", "|", "\t", "\n", " ", "\"", "a",
            "5",
            ".", ",", "\u00a0", "\uff1d");

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+x", "-x", "@x", " =1", "a;=1", "a\n@x", "'=1", "\uff1d1", "\u200b=1"})
    void standsBeforeWhatIsAFormula(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isNotEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "-5", "+1,234.50", "a=b", "x-y", "O'Neil", "'twas"})
    void leavesOthersAlone(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isEqualTo(cell);
        assertThat(FormulaGuard.unguarded(cell)).isEqualTo(cell);
    }

    @Test
    void comesOffWhateverTheTextIs() {
        var random = new Random(10);
        for (var number = 0; number < 20_000; number++) {
            var cell = new StringBuilder();
            for (var length = random.nextInt(8); length >= 0; length--) {
                cell.append(PIECES.get(random.nextInt(PIECES.size())));
            }

            assertThat(FormulaGuard.unguarded(FormulaGuard.guarded(cell.toString()))).isEqualTo(cell.toString());
        }
    }

    /** Quadratic work would take minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\t", "\r\n", "\"", " ", "\u00a0", "\u200b", "'", ";", "|", ";'", "\n'", ";-1", "=",
        "1"})
    void takesALongTextAtOnceWhateverItIsMadeOf(String piece) {
        for (var end : List.of("", "x", "=1", "'=1")) {
            var cell = piece.repeat(100_000) + end;

            var restored = assertTimeoutPreemptively(Duration.ofSeconds(5),
                    () -> FormulaGuard.unguarded(FormulaGuard.guarded("'" + cell)) + FormulaGuard.unguarded(cell));

            assertThat(restored).startsWith("'" + cell);
        }
    }
}
