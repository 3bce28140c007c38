package dev.tenantry.shared.web;

import java.util.List;
import java.util.Map;

import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedValidatorTests extends ApiTest {

    @Autowired
    private Validator validator;

    record Named(@NotBlank String name) {}

    record Text(@Size(min = 1, max = 3) String value) {}

    record Elements(@Size(min = 1, max = 3) List<Integer> value) {}

    record Members(@Size(min = 1, max = 3) Map<String, Integer> value) {}

    record Array(@Size(min = 1, max = 3) String[] value) {}

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u0001", "\u0085", "\u00a0", "\u00ad", "\u034f", "\u115f", "\u180e",
        "\u2003", "\u200b", "\u200e", "\u2028", "\u2060", "\u2800", "\u3000", "\u3164", "\ufe0f", "\ufeff", "\uffa0",
        "\udb40\udc41", " \u00a0\u200b\n"})
    void refusesANameOfNothingVisible(String name) {
        assertThat(validator.validate(new Named(name))).hasSize(1);
        assertThat(validator.validate(new Named(name + "x"))).isEmpty();
    }

    @Test
    void namesWhatIsBlankOverHttp() {
        var refused = people.signUp().api().post("/api/v1/companies", "{\"name\":\"\u200b\u00a0\"}").expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("name");
        assertThat(refused.at("/errors/0/code")).isEqualTo("not-blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "abc", "\ud83d\ude00", "\ud83d\ude00\ud83d\ude00\ud83d\ude00", "\u00e4\u00f6\u00fc"})
    void countsCharactersAndNotTheirHalves(String text) {
        assertThat(validator.validate(new Text(text))).isEmpty();
        assertThat(validator.validate(new Text(text.repeat(4)))).hasSize(1);
    }

    @Test
    void countsElementsAndMembers() {
        assertThat(validator.validate(new Elements(List.of(1, 2, 3)))).isEmpty();
        assertThat(validator.validate(new Elements(List.of(1, 2, 3, 4)))).hasSize(1);
        assertThat(validator.validate(new Members(Map.of("a", 1)))).isEmpty();
        assertThat(validator.validate(new Members(Map.of()))).hasSize(1);
        assertThat(validator.validate(new Array(new String[]{"a"}))).isEmpty();
        assertThat(validator.validate(new Array(new String[4]))).hasSize(1);
    }
}
