package dev.tenantry.operations.documentation;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;

@IntegrationTest
class OpenApiTests {

    @LocalServerPort
    private int port;

    @Test
    void dump() throws Exception {
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/opsx/openapi.json"),
                Api.at(port).get("/openapi.json").text());
    }
}
