package dev.tenantry.shared.crypto;

import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretTests extends ApiTest {

    @Autowired
    private JsonMapper json;
    @Autowired
    @Qualifier("mvcValidator")
    private Validator validator;

    record Stated(@NotBlank @Size(max = 5) @Nullable Secret password, List<Secret> codes) {}

    record Settings(@Nullable Secret password, @Nullable Secret other) {}

    @Test
    void isShownToNobody() {
        var stated = new Stated(new Secret("plain"), List.of(new Secret("text")));

        assertThat(stated).asString().contains("password", "codes").doesNotContain("plain", "text");
    }

    @Test
    void isPlainTextInJson() {
        var stated = new Stated(new Secret("plain"), List.of(new Secret("text")));

        var written = json.writeValueAsString(stated);

        assertThat(written).isEqualTo("{\"password\":\"plain\",\"codes\":[\"text\"]}");
        assertThat(json.readValue(written, Stated.class)).isEqualTo(stated);
    }

    @Test
    void isPlainTextInSettings() {
        var source = new MapConfigurationPropertySource(Map.of("a.password", "plain"));

        var settings = new Binder(source).bind("a", Settings.class).get();

        assertThat(settings).isEqualTo(new Settings(new Secret("plain"), null));
    }

    @Test
    void isValidatedAsText() {
        assertThatCode(() -> validate(new Secret("plain"))).doesNotThrowAnyException();
        for (var wrong : List.of("", " \u200b", "longer")) {
            assertThatThrownBy(() -> validate(new Secret(wrong))).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> validate(null)).isInstanceOf(ProblemException.class);
    }

    private void validate(@Nullable Secret secret) {
        var stated = new Stated(secret, List.of());
        validator.validate(stated, new BeanPropertyBindingResult(stated, "stated"));
    }
}
