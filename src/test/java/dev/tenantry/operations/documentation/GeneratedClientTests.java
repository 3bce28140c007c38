package dev.tenantry.operations.documentation;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.NodeScript;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratedClientTests extends ApiTest {

    /** What openapi-typescript makes of the description is what answers are. Skipped where there is no Node. */
    @Test
    void compilesAndIsAnswered() {
        var steps = NodeScript.run("generated-client.mjs", List.of("generated-client.ts"),
                "http://localhost:" + port(), people.signUp().accessToken());

        assertThat(steps).hasSize(3);
    }
}
