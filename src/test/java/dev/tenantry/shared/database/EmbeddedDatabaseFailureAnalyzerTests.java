package dev.tenantry.shared.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDatabaseFailureAnalyzerTests {

    @Test
    void tellsWhatHappenedAndWhatToDoInsteadOfAStackTrace(CapturedOutput output) {
        var application = new SpringApplicationBuilder(PortTaken.class).web(WebApplicationType.NONE);

        assertThatException().isThrownBy(application::run);

        assertThat(output).contains("Description:", "Port 15432 for the embedded database is already in use.")
                .contains("Action:", "TENANTRY_EMBEDDED_PORT")
                .doesNotContain("\tat ");
    }

    @Configuration(proxyBeanMethods = false)
    static class PortTaken {

        @Bean
        Object database() {
            throw EmbeddedDatabaseException.portInUse(15_432);
        }
    }
}
