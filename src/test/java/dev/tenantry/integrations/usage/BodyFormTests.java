package dev.tenantry.integrations.usage;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of a body says of which form it is, and nothing that it says. */
class BodyFormTests {

    /** Some services tell of people under their names and addresses. */
    @Test
    void keepsNamesThatAreIdentifiersAlone() {
        var body = new JsonMapper().readTree(
                """
                {"firstName":"Zoe","Content-Type":1,"_id":true,"zoe@example.test":{"+49 151 12345678":"x"},"Zoe Nash":1,"4915112345678":2}""");

        assertThat(BodyForm.of(body)).hasToString("""
                {"firstName":"(3 characters)","Content-Type":"(number)","_id":true,"(name)":"(number)"}""");
        assertThat(BodyForm.ofFailure(new JsonMapper().readTree("{\"zoe@example.test\":{\"+49 151 12345678\":\"x\"}}")))
                .hasToString("{\"(name)\":{\"(name)\":\"(1 characters)\"}}");
    }
}
