package dev.tenantry.welcome;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import dev.tenantry.identity.BootstrapAccounts;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.support.ApiTest;
import dev.tenantry.welcome.demo.Demo;
import dev.tenantry.welcome.demo.Demos;

import static org.assertj.core.api.Assertions.assertThat;

class WelcomeTests extends ApiTest {

    @Autowired
    private Demo none;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private FirstAdministrator administrator;
    @Autowired
    private BootstrapAccounts accounts;
    @Autowired
    private ObjectProvider<EmbeddedDatabase> database;

    private final List<String> printed = new ArrayList<>();
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void tellsTheSignInOnceAndGreetsAgain() {
        environment.setProperty("local.server.port", String.valueOf(port()));
        var email = "demo-" + UUID.randomUUID() + "@example.test";

        greet(Demos.wanted(context, email));
        greet(Demos.wanted(context, email));

        assertThat(printed).hasSize(2);
        assertThat(printed.getFirst()).contains("http://localhost:" + port() + "/docs", email);
        assertThat(printed.getLast()).contains("/docs").doesNotContain(email);
        var password = printed.getFirst().replaceAll("(?s).*" + email + "   (\\S+).*", "$1");
        assertThat(printed.getFirst()).contains("\"password\":\"" + password + "\"");
        api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(email, password)).expect(200);
    }

    @Test
    void keepsThePasswordUntilSomebodyReads() {
        var email = "demo-" + UUID.randomUUID() + "@example.test";
        environment.setProperty("logging.structured.format.console", "ecs");

        greet(Demos.wanted(context, email));

        assertThat(printed).isEmpty();
        assertThat(accounts.find(email).orElseThrow().isTold()).isFalse();
        environment.setProperty("logging.structured.format.console", "");
        greet(Demos.wanted(context, email));
        assertThat(printed.getFirst()).contains(email);
    }

    @Test
    void isSilentOnAnExternalDatabase() {
        greet(none);

        assertThat(printed).isEmpty();
        assertThat(accounts.find("admin@tenantry.example")).isEmpty();
    }

    @Test
    void saysWhereEverythingIs() {
        var text = new WelcomeText("http://localhost:8080", ".data",
                new SignIn("demo@tenantry.example", new Secret("a-b")),
                new SignIn("admin@tenantry.example", new Secret("c-d"))).render();

        assertThat(text).contains("http://localhost:8080/docs", "demo@tenantry.example   a-b",
                "admin@tenantry.example   c-d", "curl -s http://localhost:8080/api/v1/opportunities/summary", ".data",
                "SPRING_DATASOURCE_URL");
        assertThat(new WelcomeText("http://localhost:8080", null, null, null).render()).doesNotContain("sign-in",
                "admin", "SPRING_DATASOURCE_URL");
    }

    private void greet(Demo demo) {
        new Welcome(demo, administrator, accounts, new Console(environment, database) {
            @Override
            void print(String text) {
                printed.add(text);
            }
        }).on();
    }
}
