package dev.tenantry.support;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test over HTTP, with a client that nobody is signed in to, and people. */
@IntegrationTest
public abstract class ApiTest {

    @LocalServerPort
    private int port;
    protected Api api = Api.at(0);
    protected People people = People.at(0);

    @BeforeEach
    void clients() {
        api = Api.at(port);
        people = People.at(port);
    }

    protected int port() {
        return port;
    }
}
