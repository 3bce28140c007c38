package dev.tenantry.identity.link;

import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Before an address is proven nobody's claim wins. */
class ClaimTests extends ConfirmingApiTest {

    private static final String STRANGERS = "a stranger's choice of words";
    private static final String KEY = "a-service-key-that-is-known-to-tests-alone";

    /** By what an account is known. */
    enum Means {
        EMAIL {
            @Override
            String next() {
                return address();
            }

            @Override
            String verification(String name, Mailbox.Received mail) {
                return "{\"type\": \"email\", \"email\": \"%s\", \"token\": \"%s\"}".formatted(name, mail.code());
            }
        },
        PHONE {
            @Override
            String next() {
                return number();
            }

            @Override
            String verification(String name, Mailbox.Received mail) {
                return "{\"type\": \"sms\", \"phone\": \"%s\", \"token\": \"%s\"}".formatted(name, mail.code());
            }
        };

        abstract String next();

        abstract String verification(String name, Mailbox.Received mail);

        String recipient(String name) {
            return this == EMAIL ? name : "+" + name;
        }

        String body(String name, String more) {
            return "{\"%s\": \"%s\"%s}".formatted(name().toLowerCase(java.util.Locale.ROOT), name, more);
        }

        String claim(String name, String password) {
            return body(name, ", \"password\": \"%s\", \"data\": {\"told\": \"%s\"}".formatted(password, password));
        }
    }

    @ParameterizedTest
    @EnumSource(Means.class)
    void leavesNoneOfSeveralPasswords(Means means) {
        for (var isFirstUsed : new boolean[]{true, false}) {
            var name = means.next();
            post("/signup", "%s", means.claim(name, STRANGERS)).expect(200);
            var first = Mailbox.newest(means.recipient(name));
            Mailbox.rest(name);
            post("/signup", "%s", means.claim(name, PASSWORD)).expect(200);
            var second = Mailbox.newest(means.recipient(name));

            var early = signIn(means, name, STRANGERS).expect(400).at("/error_code");
            var session = post("/verify", "%s", means.verification(name, isFirstUsed ? first : second)).expect(200);

            assertThat(early).endsWith("_not_confirmed");
            assertThat(signIn(means, name, STRANGERS).expect(400).at("/error_code")).isEqualTo("invalid_credentials");
            assertThat(signIn(means, name, PASSWORD).expect(400).at("/error_code")).isEqualTo("invalid_credentials");
            assertThat(session.json().at("/user/user_metadata")).isEmpty();
            as(session).put("/auth/v1/user", "{\"password\": \"the owner's own choice\"}").expect(200);
            signIn(means, name, "the owner's own choice").expect(200);
        }
    }

    /** What may not be sent yet, or not any more, counts as a claim all the same. */
    @ParameterizedTest
    @MethodSource("claims")
    void countsAClaimForWhichNothingIsSent(Means means, String path, boolean isAnswered) {
        var name = means.next();
        post("/signup", "%s", means.claim(name, STRANGERS)).expect(200);
        var first = Mailbox.newest(means.recipient(name));

        post(path, "%s", means.claim(name, PASSWORD)).expect(isAnswered ? 200 : 429);
        post("/verify", "%s", means.verification(name, first)).expect(200);

        assertThat(Mailbox.of(means.recipient(name))).hasSize(1);
        signIn(means, name, STRANGERS).expect(400);
        signIn(means, name, PASSWORD).expect(400);
    }

    static Stream<Arguments> claims() {
        return Stream.of(Arguments.of(Means.EMAIL, "/signup", true), Arguments.of(Means.PHONE, "/signup", true),
                Arguments.of(Means.EMAIL, "/otp", false), Arguments.of(Means.PHONE, "/otp", false),
                Arguments.of(Means.EMAIL, "/magiclink", false), Arguments.of(Means.EMAIL, "/recover", false));
    }

    /** Nobody is told by the pause whether there is an account, nor goes without a link because somebody asked for one. */
    @ParameterizedTest
    @EnumSource(Means.class)
    void sendsWhoeverSignsUpFirstALinkWhateverWasAskedForBefore(Means means) {
        var name = means.next();
        post("/otp", "%s", means.body(name, ", \"create_user\": false")).expect(422);

        post("/signup", "%s", means.claim(name, PASSWORD)).expect(200);
        post("/signup", "%s", means.claim(name, PASSWORD)).expect(200);
        post("/resend", "%s", means.body(name, ", \"type\": \"%s\"".formatted(means == Means.EMAIL ? "signup" : "sms")))
                .expect(429);
        post("/verify", "%s", means.verification(name, Mailbox.newest(means.recipient(name)))).expect(200);

        assertThat(Mailbox.of(means.recipient(name))).hasSize(1);
        signIn(means, name, PASSWORD).expect(200);
    }

    @ParameterizedTest
    @EnumSource(Means.class)
    void keepsThePasswordThatIsClaimedTwice(Means means) {
        var name = means.next();
        var first = post("/signup", "%s", means.claim(name, PASSWORD)).expect(200);
        Mailbox.rest(name);

        var again = post("/signup", "%s", means.claim(name, PASSWORD)).expect(200);
        post("/verify", "%s", means.verification(name, Mailbox.newest(means.recipient(name)))).expect(200);

        assertThat(again.id()).isEqualTo(first.id());
        signIn(means, name, PASSWORD).expect(200);
    }

    @ParameterizedTest
    @EnumSource(Means.class)
    void tellsNobodyWhatAnotherOneTold(Means means) {
        var name = means.next();
        var first = post("/signup", "%s", means.claim(name, PASSWORD)).expect(200);
        var answered = Instant.parse(first.at("/created_at"));
        Mailbox.rest(name);

        var answer = post("/signup", "%s", means.claim(name, STRANGERS)).expect(200);

        assertThat(answer.text()).doesNotContain(PASSWORD);
        assertThat(answer.at("/user_metadata/told")).isEqualTo(STRANGERS);
        assertThat(answer.at("/identities/0/identity_data/told")).isEqualTo(STRANGERS);
        assertThat(answer.json().at("/identities").size()).isEqualTo(1);
        for (var time : new String[]{"created_at", "updated_at", "last_sign_in_at"}) {
            assertThat(Instant.parse(answer.at("/identities/0/" + time))).as(time).isAfter(answered);
        }
    }

    @ParameterizedTest
    @EnumSource(Means.class)
    void dropsThePasswordOfAStrangerWhereTheOwnerSignsInByACode(Means means) {
        var name = means.next();
        post("/signup", "%s", means.claim(name, STRANGERS)).expect(200);
        Mailbox.rest(name);
        post("/otp", "%s", means.body(name, "")).expect(200);

        post("/verify", "%s", means.verification(name, Mailbox.newest(means.recipient(name)))).expect(200);

        signIn(means, name, STRANGERS).expect(400);
    }

    /** What somebody was sent stays good, whatever strangers ask for. */
    @ParameterizedTest
    @ValueSource(strings = {"/recover", "/magiclink", "/otp"})
    void endsNoLinkByAnotherOne(String path) {
        var email = address();
        member(email);
        post(path, "{\"email\": \"%s\"}", email).expect(200);
        var first = Mailbox.newest(email);
        for (var other : new String[]{"/recover", "/magiclink", "/otp", "/resend", "/signup"}) {
            Mailbox.rest(email);
            post(other, "{\"type\": \"signup\", \"email\": \"%s\", \"password\": \"%s\"}", email, STRANGERS)
                    .expect(200);
        }
        var last = Mailbox.of(email).stream().filter(mail -> mail.template().equals(first.template())).findFirst();

        assertThat(click(first.link()).expect(303).header("Location")).contains("access_token=");
        assertThat(click(last.orElseThrow().link()).expect(303).header("Location")).contains("error_code=otp_expired");
    }

    @Test
    void endsNoInvitationByASignUp() {
        var email = address();
        backend().post("/auth/v1/invite", "{\"email\": \"%s\", \"data\": {\"team\": \"blue\"}}".formatted(email))
                .expect(200);
        var invitation = Mailbox.newest(email);
        Mailbox.rest(email);
        post("/signup", "%s", Means.EMAIL.claim(email, STRANGERS)).expect(200);

        var session = post("/verify", "{\"type\": \"invite\", \"token_hash\": \"%s\"}", invitation.token())
                .expect(200);

        assertThat(session.at("/user/user_metadata/team")).isEqualTo("blue");
        signIn(email, STRANGERS).expect(400);
    }

    @Test
    void invitesWhomAStrangerSignedUp() {
        var email = address();
        post("/signup", "%s", Means.EMAIL.claim(email, STRANGERS)).expect(200);
        backend().post("/auth/v1/invite", "{\"email\": \"%s\"}".formatted(email)).expect(200);

        click(Mailbox.newest(email).link()).expect(303);

        assertThat(signIn(email, STRANGERS).expect(400).at("/error_code")).isEqualTo("invalid_credentials");
    }

    @Test
    void contestsThePasswordOfABackendsLink() {
        var email = address();
        signUp(email).expect(200);

        var link = backend().post("/auth/v1/admin/generate_link", """
                {"type": "signup", "email": "%s", "password": "%s"}""".formatted(email, STRANGERS)).expect(200);
        post("/verify", "{\"type\": \"signup\", \"token_hash\": \"%s\"}", link.at("/hashed_token")).expect(200);

        signIn(email, STRANGERS).expect(400);
        signIn(email, PASSWORD).expect(400);
    }

    @Test
    void asksABackendForTheAddressFirst() {
        var taken = address();
        member(taken);
        var body = "{\"type\": \"signup\", \"email\": \"%s\", \"password\": \"short\"}";

        assertThat(link(body, taken).expect(422).at("/error_code")).isEqualTo("email_exists");
        assertThat(link(body, "nobody").expect(400).at("/error_code")).isEqualTo("validation_failed");
        assertThat(link(body, address()).expect(422).at("/error_code")).isEqualTo("weak_password");
    }

    @Test
    void trustsNoAddressThatAnAdministratorChangedWithoutSayingThatItIsTheirs() {
        var session = member(address());
        var email = address();
        as(member(address())).post("/api/v1/invitations", "{\"email\": \"%s\", \"role\": \"member\"}".formatted(email))
                .expect(201);
        var invited = "{\"token\": \"%s\"}"
                .formatted(Mailbox.newest(email).body().replaceFirst("(?s).*#token=([A-Za-z0-9_-]+).*", "$1"));

        var changed = change(session, "{\"email\": \"%s\"}".formatted(email)).expect(200);

        assertThat(changed.at("/email_confirmed_at")).isEmpty();
        assertThat(changed.at("/identities/0/identity_data/email_verified")).isEqualTo("false");
        as(session).post("/api/v1/invitations/acceptance", invited).expect(403);
        for (var path : new String[]{"/recover", "/magiclink", "/otp"}) {
            post(path, "{\"email\": \"%s\"}", email).expect(200);
            Mailbox.rest(email);
        }
        assertThat(Mailbox.of(email)).extracting(Mailbox.Received::template).containsOnly("organization-invitation");
        signIn(email, PASSWORD).expect(200);
    }

    @Test
    void meetsNoDomainByAnAddressThatIsNotProven() {
        var session = member(address());
        as(session).put("/api/v1/organization/sign-in-policy", "{\"allowedEmailDomains\": [\"example.test\"]}")
                .expect(200);
        var key = as(session).post("/api/v1/api-keys", "{\"name\": \"key\", \"scopes\": [\"contacts:read\"]}")
                .expect(201);
        as(session).get("/api/v1/contacts").expect(200);

        change(session, "{\"email\": \"%s\"}".formatted(address())).expect(200);

        assertThat(as(session).get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("email-domain-not-allowed");
        api.bearer(key.at("/key")).get("/api/v1/contacts").expect(403);
        change(session, "{\"email_confirm\": true}").expect(200);
        as(session).get("/api/v1/contacts").expect(200);
    }

    @Test
    void provesAnAddressThatAnAdministratorChangedByItsMailbox() {
        var session = member(address());
        var email = address();
        change(session, "{\"email\": \"%s\"}".formatted(email)).expect(200);

        post("/resend", "{\"type\": \"signup\", \"email\": \"%s\"}", email).expect(200);
        var proven = post("/verify", "{\"type\": \"signup\", \"token_hash\": \"%s\"}",
                Mailbox.newest(email).token()).expect(200);

        assertThat(proven.at("/user/email_confirmed_at")).isNotEmpty();
        assertThat(proven.at("/user/id")).isEqualTo(session.at("/user/id"));
        Mailbox.rest(email);
        post("/recover", "{\"email\": \"%s\"}", email).expect(200);
        assertThat(Mailbox.newest(email).template()).isEqualTo("recovery");
    }

    /** How somebody comes to have an account, and another one's address written down for it. */
    enum Maker {
        NOBODY, TELEPHONE, ADMINISTRATOR
    }

    /** Whoever made the account waits for the owner's click, and is out with it. */
    @ParameterizedTest
    @EnumSource(Maker.class)
    void shutsOutWhoWroteDownAnAddressThatAnotherOneProves(Maker maker) {
        for (var isByLink : new boolean[]{true, false}) {
            var email = address();
            var stranger = written(maker, email);

            var letter = Mailbox.newest(email);
            var owner = isByLink
                    ? fragment(click(letter.link()).expect(303).header("Location"), "access_token")
                    : post("/verify", "{\"type\": \"%s\", \"email\": \"%s\", \"token\": \"%s\"}",
                            maker == Maker.ADMINISTRATOR ? "signup" : "email_change", email, letter.code())
                            .expect(200)
                            .at("/access_token");

            assertIsOut(stranger);
            assertThat(signIn(email, PASSWORD).expect(400).at("/error_code")).isEqualTo("invalid_credentials");
            assertThat(api.bearer(owner).get("/auth/v1/user").expect(200).at("/email")).isEqualTo(email);
            api.bearer(owner).put("/auth/v1/user", "{\"password\": \"the owner's own choice\"}").expect(200);
            signIn(email, "the owner's own choice").expect(200);
        }
    }

    @Test
    void shutsOutWhoWroteDownANumberThatAnotherOneProves() {
        var number = number();
        var stranger = post("/signup", "{}").expect(200);
        as(stranger).put("/auth/v1/user", Means.PHONE.claim(number, PASSWORD)).expect(200);

        post("/verify", "{\"type\": \"phone_change\", \"phone\": \"%s\", \"token\": \"%s\"}", number,
                Mailbox.newest("+" + number).code()).expect(200);

        assertIsOut(stranger);
        signIn(Means.PHONE, number, PASSWORD).expect(400);
    }

    @Test
    void leavesNoKeyOfWhoWasNobody() {
        var email = address();
        var stranger = post("/signup", "{}").expect(200);
        var key = as(stranger).post("/api/v1/api-keys", "{\"name\": \"key\", \"scopes\": [\"contacts:read\"]}")
                .expect(201)
                .at("/key");
        as(stranger).put("/auth/v1/user", "{\"email\": \"%s\"}".formatted(email)).expect(200);
        api.bearer(key).get("/api/v1/contacts").expect(200);

        click(Mailbox.newest(email).link()).expect(303);

        api.bearer(key).get("/api/v1/contacts").expect(401);
    }

    /** Whom its maker let in is told nothing of where the owner of the address is now, and nothing of the maker's acts there. */
    @Test
    void letsNobodyInWhomWhoWasNobodyLetIn() {
        var email = address();
        var stranger = post("/signup", "{}").expect(200);
        var accomplice = address();
        var guest = member(accomplice);
        as(stranger).post("/api/v1/invitations", "{\"email\": \"%s\", \"role\": \"admin\"}".formatted(accomplice))
                .expect(201);
        as(guest).post("/api/v1/invitations/acceptance", "{\"token\": \"%s\"}".formatted(
                Mailbox.newest(accomplice).body().replaceFirst("(?s).*#token=([A-Za-z0-9_-]+).*", "$1"))).expect(200);
        as(stranger).post("/api/v1/invitations", "{\"email\": \"%s\", \"role\": \"admin\"}".formatted(address()))
                .expect(201);
        Workflows.of(as(stranger))
                .onEvent("contact.created", "[{\"type\":\"create_task\",\"config\":{\"title\":\"planted\"}}]");
        var planted = Workflows.of(as(stranger));
        var run = planted.start(planted.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]"), "{}");
        var secret = as(stranger).get("/api/v1/webhook-secret").expect(200).text();
        as(stranger).put("/auth/v1/user", "{\"email\": \"%s\"}".formatted(email)).expect(200);

        var owner = fragment(click(Mailbox.newest(email).link()).expect(303).header("Location"), "access_token");

        var own = api.bearer(owner);
        assertThat(own.get("/api/v1/organization/members").expect(200).json().at("/results")).hasSize(1);
        assertThat(own.get("/api/v1/invitations").expect(200).json().at("/results"))
                .allSatisfy(invitation -> assertThat(invitation.at("/status").asString()).isIn("revoked", "accepted"));
        assertThat(own.get("/api/v1/workflows").expect(200).at("/results/0/active")).isEqualTo("false");
        assertThat(own.get("/api/v1/workflow-runs/" + run).expect(200).at("/status")).isEqualTo("cancelled");
        assertThat(own.get("/api/v1/webhook-secret").expect(200).text()).isNotEqualTo(secret);
        assertThat(own.get("/api/v1/audit-logs").expect(200).text()).contains("member.removed");
        assertThat(as(guest).put("/api/v1/session/organization", "{\"organizationId\": \"%s\"}"
                .formatted(Tokens.organization(owner))).status()).isIn(403, 404);
    }

    /** The link of a flow begins no session, and proves the address all the same. */
    @Test
    void shutsOutWhoWaitsWithAFlow() {
        var email = address();
        var stranger = post("/signup", "{}").expect(200);
        as(stranger).put("/auth/v1/user", """
                {"email": "%s", "password": "%s", "code_challenge": "%s", "code_challenge_method": "s256"}"""
                .formatted(email, PASSWORD, "c".repeat(43))).expect(200);

        assertThat(click(Mailbox.newest(email).link()).expect(303).header("Location")).contains("code=");

        assertIsOut(stranger);
        signIn(email, PASSWORD).expect(400);
    }

    @Test
    void leavesWhoProvesTheAddressInTheOwnSession() {
        var email = address();
        var session = post("/signup", "{}").expect(200);
        as(session).put("/auth/v1/user", Means.EMAIL.claim(email, PASSWORD)).expect(200);

        as(session).post("/auth/v1/verify", "{\"type\": \"email_change\", \"token_hash\": \"%s\"}"
                .formatted(Mailbox.newest(email).token())).expect(200);

        as(session).get("/auth/v1/user").expect(200);
        signIn(email, PASSWORD).expect(200);
    }

    @Test
    void provesWhatAnAdministratorSaysIsProven() {
        var session = member(address());
        var number = number();

        assertThat(change(session, "{\"email\": \"%s\", \"email_confirm\": true}".formatted(address()))
                .expect(200)
                .at("/email_confirmed_at")).isNotEmpty();
        assertThat(change(session, "{\"phone\": \"%s\", \"phone_confirm\": true}".formatted(number))
                .expect(200)
                .at("/phone_confirmed_at")).isNotEmpty();
        assertThat(change(session, "{\"phone\": \"%s\"}".formatted(number())).expect(200).at("/phone_confirmed_at"))
                .isEmpty();
        assertThat(change(session, "{\"user_metadata\": {}}").expect(200).at("/email_confirmed_at")).isNotEmpty();
    }

    /** A stranger who asks for the mails of a change again undoes no agreement, and makes none. */
    @Test
    void countsEachMailboxOnceHoweverOftenItIsAsked() {
        var current = address();
        var wanted = address();
        var session = member(current);
        as(session).put("/auth/v1/user", "{\"email\": \"%s\"}".formatted(wanted)).expect(200);
        click(Mailbox.newest(current).link()).expect(303);
        Mailbox.rest(current);
        post("/resend", "{\"type\": \"email_change\", \"email\": \"%s\"}", current).expect(200);

        click(Mailbox.newest(current).link()).expect(303);

        assertThat(as(session).get("/auth/v1/user").at("/email")).isEqualTo(current);
        click(Mailbox.of(wanted).getLast().link()).expect(303);
        assertThat(as(session).get("/auth/v1/user").at("/email")).isEqualTo(wanted);
    }

    /** @return the session of whoever made the account, which has a password */
    private Answer written(Maker maker, String email) {
        var session = switch (maker) {
            case NOBODY -> post("/signup", "{}").expect(200);
            case TELEPHONE -> {
                var number = number();
                post("/signup", "%s", Means.PHONE.claim(number, STRANGERS)).expect(200);
                yield post("/verify", "%s", Means.PHONE.verification(number, Mailbox.newest("+" + number)))
                        .expect(200);
            }
            case ADMINISTRATOR -> member(address());
        };
        if (maker == Maker.ADMINISTRATOR) {
            change(session, "{\"email\": \"%s\"}".formatted(email)).expect(200);
            signIn(email, PASSWORD).expect(200);
            post("/resend", "{\"type\": \"signup\", \"email\": \"%s\"}", email).expect(200);
        } else {
            as(session).put("/auth/v1/user", Means.EMAIL.claim(email, PASSWORD)).expect(200);
        }
        as(session).get("/auth/v1/user").expect(200);
        return session;
    }

    private void assertIsOut(Answer session) {
        as(session).get("/auth/v1/user").expect(403);
        as(session).get("/api/v1/contacts").expect(401);
        post("/token?grant_type=refresh_token", "{\"refresh_token\": \"%s\"}", session.at("/refresh_token"))
                .expect(400);
    }

    private static String fragment(String location, String name) {
        return location.replaceFirst("^.*[#&]" + name + "=([^&]*).*$", "$1");
    }

    private Answer signIn(Means means, String name, String password) {
        return post("/token?grant_type=password", "%s",
                means.body(name, ", \"password\": \"%s\"".formatted(password)));
    }

    private Answer link(String body, String email) {
        return backend().post("/auth/v1/admin/generate_link", body.formatted(email));
    }

    private Answer change(Answer session, String json) {
        return backend().put("/auth/v1/admin/users/" + session.at("/user/id"), json);
    }

    private Api backend() {
        return api.bearer(KEY).with("apikey", KEY);
    }
}
