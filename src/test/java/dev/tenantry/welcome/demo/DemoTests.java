package dev.tenantry.welcome.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.identity.BootstrapAccounts;
import dev.tenantry.identity.BootstrapAccounts.BootstrapAccount;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTests extends ApiTest {

    private static final List<String> LISTS = List.of("companies", "contacts", "opportunities", "tasks", "notes",
            "workflows");

    @Autowired
    private BootstrapAccounts accounts;
    @Autowired
    private DemoSeeder seeder;
    @Autowired
    private Demo configured;
    @Autowired
    private PlatformTransactionManager transactions;

    private @Nullable Api whole;
    private String email = "";
    /** The beginning of one: what it is made of matters to few tests. */
    private Demo demo;

    @BeforeEach
    void want() {
        email = "demo-" + UUID.randomUUID() + "@example.test";
        demo = new Demo(accounts, seeder, true, email, Demos.FEW_EVENTS);
    }

    @Test
    void fillsAnOrganizationWhoseWorkflowHasReacted() {
        var owner = whole();

        assertThat(owner.get("/api/v1/organization").at("/name")).isEqualTo("Demo Company");
        assertThat(total(owner, "companies")).isEqualTo(25);
        assertThat(total(owner, "contacts")).isEqualTo(120);
        assertThat(total(owner, "opportunities")).isEqualTo(150);
        assertThat(total(owner, "notes")).isEqualTo(45);
        assertThat(total(owner, "workflows?filter=active[is]:true")).isOne();
        var won = total(owner, "opportunities?filter=stage[eq]:Won,amount[gte]:40000");
        assertThat(won).isPositive();
        awaitTotal(owner, "tasks", 60 + won);
        var audited = total(owner, "audit-logs");
        assertThat(audited).isGreaterThan(25 + 120 + 150 + 60 + 45);
    }

    @Test
    void hasAWorkflowThatReacts() {
        var owner = signIn(demo.prepare().orElseThrow());
        var before = total(owner, "tasks");

        owner.post("/api/v1/opportunities", """
                {"name": "Won at once", "stage": "Won", "amount": {"amount": 40000, "currency": "USD"}}""").expect(201);

        awaitTotal(owner, "tasks", before + 1);
    }

    @Test
    void tellsOfThePast() {
        var owner = whole();

        var deal = owner.get("/api/v1/opportunities?filter=status[eq]:won&sort=closedOn&limit=1").at("/results/0/id");
        var stays = owner.get("/api/v1/opportunities/" + deal + "/stage-history").json().at("/results");
        var timeline = owner.get("/api/v1/opportunities/" + deal + "/timeline").json().at("/results");

        assertThat(stays.size()).isGreaterThanOrEqualTo(3);
        assertThat(Instant.parse(stays.get(0).at("/enteredAt").asString()))
                .isBefore(Instant.now().minus(Duration.ofDays(20)));
        assertThat(Duration.between(Instant.parse(stays.get(0).at("/enteredAt").asString()),
                Instant.parse(stays.get(0).at("/leftAt").asString()))).isGreaterThan(Duration.ofDays(2));
        assertThat(Instant.parse(timeline.get(timeline.size() - 1).at("/occurredAt").asString()))
                .isBefore(Instant.now().minus(Duration.ofDays(20)));
    }

    @Test
    void makesTheSameRowsEveryTime() {
        var events = Sample.isWhole() ? Integer.MAX_VALUE : 400;
        var first = signIn(new Demo(accounts, seeder, true, "first-" + email, events).prepare().orElseThrow());
        var second = signIn(new Demo(accounts, seeder, true, email, events).prepare().orElseThrow());

        for (var row : List.of("companies", "contacts", "opportunities")) {
            assertThat(rows(first, row)).hasSizeGreaterThanOrEqualTo(25).isEqualTo(rows(second, row));
        }
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(DemoScenario.until(today)).isEqualTo(DemoScenario.until(today));
    }

    @Test
    void isDoneOnce() {
        var before = demo.prepare().orElseThrow();
        var owner = signIn(before);
        var contacts = total(owner, "contacts");
        owner.delete("/api/v1/companies/" + owner.get("/api/v1/companies?limit=1").at("/results/0/id")).expect(204);

        var after = demo.prepare().orElseThrow();

        assertThat(after.organizationId()).isEqualTo(before.organizationId());
        assertThat(after.isTold()).isTrue();
        assertThat(total(owner, "companies")).isEqualTo(24);
        assertThat(total(owner, "contacts")).isEqualTo(contacts).isPositive();
    }

    @Test
    void isDoneAgainWhereItWasInterrupted() {
        var account = accounts.prepare(email, "Dana Demo").orElseThrow();
        var context = new TenantContext(account.organizationId(), account.userId());
        assertThatThrownBy(() -> context.run(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            seeder.seed(Demos.FEW_EVENTS);
            throw new IllegalStateException("killed");
        }))).hasMessage("killed");

        demo.prepare();
        var owner = signIn(demo.prepare().orElseThrow());

        assertIsThereOnce(owner);
    }

    @Test
    void isDoneOnceByTwoAtATime() {
        var owners = Parallel.times(2, () -> demo.prepare().orElseThrow());

        var owner = signIn(owners.getFirst());
        assertThat(owners.getFirst().organizationId()).isEqualTo(owners.getLast().organizationId());
        assertIsThereOnce(owner);
    }

    @Test
    void isNobodyElses() {
        whole();
        var stranger = people.signUp().api();

        for (var list : LISTS) {
            assertThat(total(stranger, list)).isZero();
        }
    }

    @Test
    void isMadeOnlyWhereItIsWanted() {
        assertThat(new Demo(accounts, seeder, false, email, Demos.FEW_EVENTS).prepare()).isEmpty();
        assertThat(accounts.find(email)).isEmpty();
        // The suite's database is an external one.
        assertThat(configured.prepare()).isEmpty();
        assertThat(accounts.find("demo@tenantry.example")).isEmpty();

        assertThat(new DemoSettings(null).isWanted(false)).isFalse();
        assertThat(new DemoSettings(null).isWanted(true)).isTrue();
        assertThat(new DemoSettings(true).isWanted(false)).isTrue();
        assertThat(new DemoSettings(false).isWanted(true)).isFalse();
    }

    @Test
    void leavesThoseAloneWhoHaveTheAddress() {
        var person = people.signUp(email);

        assertThat(demo.prepare()).isEmpty();
        assertThat(total(people.signIn(person.email()).api(), "companies")).isZero();
    }

    @Test
    void tellsThePasswordOnceAndOnlyWhereItWasHeard() {
        var account = demo.prepare().orElseThrow();
        assertThatThrownBy(() -> accounts.tell(List.of(account), _ -> {
            throw new IllegalStateException("killed");
        })).hasMessage("killed");
        assertThat(demo.prepare().orElseThrow().isTold()).isFalse();

        signIn(account);

        accounts.tell(List.of(account, demo.prepare().orElseThrow()),
                passwords -> assertThat(passwords).isEmpty());
        assertThat(demo.prepare().orElseThrow().isTold()).isTrue();
    }

    /** Of an organization that nobody changes, which several tests look at. */
    private Api whole() {
        if (whole == null) {
            var complete = new Demo(accounts, seeder, true, "whole-" + email, Integer.MAX_VALUE);
            whole = signIn(complete.prepare().orElseThrow());
        }
        return whole;
    }

    private static void assertIsThereOnce(Api owner) {
        assertThat(total(owner, "companies") + total(owner, "contacts") + total(owner, "opportunities"))
                .isEqualTo(Demos.FEW_EVENTS);
        assertThat(total(owner, "workflows")).isOne();
    }

    private Api signIn(BootstrapAccount account) {
        var told = new AtomicReference<String>();
        accounts.tell(List.of(account), passwords -> told.set(passwords.getOrDefault(account.userId(), "")));
        return api.bearer(api.post("/auth/v1/token?grant_type=password", """
                {"email": "%s", "password": "%s"}""".formatted(account.email(), told.get()))
                .expect(200)
                .at("/access_token"));
    }

    private static int total(Api api, String list) {
        var path = "/api/v1/" + list + (list.contains("?") ? "&" : "?") + "total=true&limit=1";
        return api.get(path).expect(200).json().at("/total").asInt();
    }

    private static void awaitTotal(Api api, String list, int total) {
        var deadline = Instant.now().plusSeconds(30);
        while (total(api, list) != total && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(total(api, list)).isEqualTo(total);
    }

    /** Without what is given by the database and differs. */
    private static List<String> rows(Api api, String list) {
        return api.get("/api/v1/" + list + "?limit=200&sort=externalId")
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(row -> row.toString().replaceAll("\"(id|[a-z]+Id)\":\"[0-9a-f-]+\",?", ""))
                .toList();
    }
}
