package dev.tenantry.shared.text;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingTests {

    @ParameterizedTest
    @CsvSource({"Αθήνα ΑΕ, ΑΘΗΝΑ ΑΕ", "Société Générale, SOCIETE GENERALE", "Açúcar, ACUCAR", "Açúcar, açúcar",
        "Straße, STRASSE"})
    void takesCapitalsWithoutMarksForTheNameThatHasThem(String marked, String capitals) {
        assertThat(Spelling.nearest(List.of(marked), text -> text, capitals, true)).containsExactly(marked);
        assertThat(Spelling.nearest(List.of(capitals), text -> text, marked, true)).containsExactly(capitals);
        assertThat(Spelling.contested(Map.of(marked, "x", capitals, "x"))).isEmpty();
    }

    @Test
    void keepsApartWhatIsWrittenWithOtherMarks() {
        assertThat(Spelling.nearest(List.of("Öl AŞ"), text -> text, "Ol AŞ", true)).isEmpty();
        assertThat(Spelling.nearest(List.of("Öl AŞ"), text -> text, "Ol AŞ", false)).containsExactly("Öl AŞ");
        assertThat(Spelling.contested(Map.of("Öl AŞ", "ol as", "Ol AŞ", "ol as")))
                .isEqualTo(Set.of("Öl AŞ", "Ol AŞ"));
    }
}
