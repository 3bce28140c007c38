package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.OidcProvider.Fault;
import dev.tenantry.support.OidcProvider.Someone;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Identities are added to accounts and taken away. */
class LinkingTests extends ApiTest {

    private static final String LINK = "/auth/v1/user/identities/authorize?provider=keycloak&skip_http_redirect=true";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-1234";
    private static final String PKCE = "&code_challenge_method=plain&code_challenge=" + VERIFIER;

    @Autowired
    private RolePool authPool;
    @Autowired
    private FlowStates flows;

    private final OidcProvider provider = OidcProvider.shared();
    private final Someone someone = Someone.anybody();

    @BeforeEach
    void open() {
        provider.letIn(someone, Fault.NONE);
    }

    @Test
    void addsAnIdentityOnceTheHolderOfTheVerifierComes() {
        var person = people.signUp();
        var url = person.api().get(LINK + PKCE).expect(200).at("/url");

        var page = new Browser(api).come(Browser.back(URI.create(url)));

        assertThat(providers(person)).isEqualTo("[\"email\"]");
        var code = String.valueOf(Browser.query(page).get("code"));
        assertThat(authPool.inTransaction(() -> flows.redeem(code, VERIFIER)).userId()).isEqualTo(person.userId());
        assertThat(providers(person)).isEqualTo("[\"email\",\"keycloak\"]");
    }

    /** Somebody sends a victim to the provider, to have the victim's identity added to an account of theirs. */
    @Test
    void addsNothingForWhoIsSentToTheProviderByAnother() {
        var attacker = people.signUp();
        var url = attacker.api().get(LINK + PKCE).expect(200).at("/url");
        var plain = attacker.api().get(LINK).expect(200).at("/url");

        new Browser(api).come(Browser.back(URI.create(url)));
        var page = new Browser(api).come(Browser.back(URI.create(plain)));

        assertThat(Browser.query(page)).containsEntry("error_code", "bad_oauth_state");
        assertThat(providers(attacker)).isEqualTo("[\"email\"]");
    }

    @Test
    void addsAnIdentityInTheBrowserThatAskedForIt() {
        var person = people.signUp();
        var browser = new Browser(person.api());
        var url = browser.open(LINK).expect(200).at("/url");

        var page = browser.come(Browser.back(URI.create(url)));

        assertThat(Browser.fragment(page)).containsKey("access_token");
        assertThat(providers(person)).isEqualTo("[\"email\",\"keycloak\"]");
    }

    @Test
    void addsNoIdentityThatAnAccountHas() {
        new Browser(api).visit("/auth/v1/authorize?provider=keycloak");
        var browser = new Browser(people.signUp().api());

        var page = browser.come(Browser.back(URI.create(browser.open(LINK).expect(200).at("/url"))));

        assertThat(Browser.query(page)).containsEntry("error_code", "identity_already_exists");
    }

    @Test
    void addsIdentitiesForPeopleWhoAreSignedInOnly() {
        api.get(LINK).expect(401);
    }

    @Test
    void takesIdentitiesAwayButNotTheLast() {
        var person = linked();
        var identities = identities(person);
        var google = identities.json().at("/identities/1/identity_id").asString();
        var email = identities.json().at("/identities/0/identity_id").asString();

        person.api().delete("/auth/v1/user/identities/" + google).expect(200);

        assertThat(providers(person)).isEqualTo("[\"email\"]");
        var last = person.api().delete("/auth/v1/user/identities/" + email).expect(422);
        assertThat(last.at("/error_code")).isEqualTo("single_identity_not_deletable");
        for (var id : new String[]{google, UUID.randomUUID().toString()}) {
            var gone = person.api().delete("/auth/v1/user/identities/" + id).expect(422);
            assertThat(gone.at("/error_code")).isEqualTo("identity_not_found");
        }
    }

    @Test
    void takesThePasswordAwayWithItsIdentity() {
        var person = linked();
        var email = identities(person).json().at("/identities/0/identity_id").asString();

        person.api().delete("/auth/v1/user/identities/" + email).expect(200);

        api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password())).expect(400);
    }

    @Test
    void takesNobodyElsesIdentityAway() {
        var victim = linked();
        var id = identities(victim).json().at("/identities/1/identity_id").asString();

        var answer = linked().api().delete("/auth/v1/user/identities/" + id).expect(422);

        assertThat(answer.at("/error_code")).isEqualTo("identity_not_found");
        assertThat(providers(victim)).isEqualTo("[\"email\",\"keycloak\"]");
    }

    @Test
    void leavesOneIdentityHoweverManyAreTakenAwayAtOnce() {
        var person = linked();
        var ids = identities(person).json()
                .path("identities")
                .valueStream()
                .map(i -> i.path("identity_id").asString())
                .toList();
        var turn = new java.util.concurrent.atomic.AtomicInteger();

        Parallel.times(10,
                () -> person.api().delete("/auth/v1/user/identities/" + ids.get(turn.getAndIncrement() % 2)));

        assertThat(identities(person).json().path("identities").size()).isEqualTo(1);
    }

    private Person linked() {
        provider.letIn(Someone.anybody(), Fault.NONE);
        var person = people.signUp();
        var browser = new Browser(person.api());
        browser.come(Browser.back(URI.create(browser.open(LINK).expect(200).at("/url"))));
        return person;
    }

    private static Answer identities(Person person) {
        return person.api().get("/auth/v1/user").expect(200);
    }

    private static String providers(Person person) {
        return identities(person).json().at("/app_metadata/providers").toString();
    }
}
