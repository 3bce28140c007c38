package dev.tenantry.identity.link;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.Mailbox;

import static org.assertj.core.api.Assertions.assertThat;

/** What the maker of an account has under way while another one proves its address leaves no way in, however it ends. */
class ShutOutRaceTests extends ConfirmingApiTest {

    private static final int THREADS = 4;
    private static final String STRANGERS = "a stranger's choice of words";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/v1/api-keys                      | {"name": "k", "scopes": ["contacts:read"]}
            POST | /api/v1/invitations                   | {"email": "%s", "role": "admin"}
            PUT  | /api/v1/workflows/{workflow}/activation |
            PUT  | /auth/v1/user                         | {"password": "a stranger's choice of words"}
            POST | /api/v1/profile/trusted-devices               | {"name": "mine"}
            """)
    void endsWithWhatCameBefore(String method, String path, String body) throws Exception {
        var email = address();
        var stranger = post("/signup", "{}").expect(200);
        var workflow = Workflows.of(as(stranger))
                .onEvent("contact.created", "[{\"type\":\"create_task\",\"config\":{\"title\":\"planted\"}}]");
        as(stranger).put("/auth/v1/user", "{\"email\": \"%s\"}".formatted(email)).expect(200);
        var mail = Mailbox.newest(email);
        var isOver = new AtomicBoolean();

        String owner;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var thread = 0; thread < THREADS; thread++) {
                threads.submit(() -> {
                    while (!isOver.get()) {
                        as(stranger).send(method, path.replace("{workflow}", workflow),
                                body == null ? null : body.formatted(address()));
                    }
                });
            }
            try {
                Thread.sleep(200);
                owner = post("/verify", "{\"type\": \"email_change\", \"token_hash\": \"%s\"}", mail.token())
                        .expect(200)
                        .at("/access_token");
                Thread.sleep(300);
            } finally {
                isOver.set(true);
            }
        }

        assertNothingIsLeft(api.bearer(owner), email);
    }

    private void assertNothingIsLeft(Api owner, String email) {
        assertThat(owner.get("/api/v1/api-keys?limit=200").expect(200).json().at("/results"))
                .allSatisfy(key -> assertThat(key.at("/isActive").asBoolean()).isFalse());
        assertThat(owner.get("/api/v1/invitations?limit=200").expect(200).json().at("/results"))
                .allSatisfy(invitation -> assertThat(invitation.at("/status").asString()).isEqualTo("revoked"));
        assertThat(owner.get("/api/v1/workflows").expect(200).at("/results/0/active")).isEqualTo("false");
        assertThat(owner.get("/api/v1/profile/trusted-devices").expect(200).json().at("/results")).isEmpty();
        signIn(email, STRANGERS).expect(400);
        owner.get("/auth/v1/user").expect(200);
    }
}
