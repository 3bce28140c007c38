package dev.tenantry.notification.bounce;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.automation.Workflows;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails that come back, and forged reports of such. */
class ReturnedMailTests extends ApiTest {

    private static final String UNKNOWN = "550 5.1.1 unknown";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private MailReturns returns;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ReturnPaths paths;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Notifications notifications;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private TransactionTemplate transaction;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    private String address = "";

    @BeforeEach
    void somebody() {
        person = people.signUp();
        address = "Ada-" + Ids.next() + "@example.test";
    }

    @Test
    void keepsTheAddressFromBeingWrittenToThatThereIsNot() {
        var mail = sent(address);

        assertThat(take(report(address.toLowerCase(Locale.ROOT), "5.1.1", "<other@example.test>"), mail))
                .isTrue();

        assertThat(suppressions()).containsExactly(Map.entry(address, "bounced all"));
        assertThat(known(mail)).containsExactly("hard 5.1.1 " + address);
        assertThat(person.api()
                .get("/api/v1/audit-logs?filter=actionType%5Beq%5D:%22suppression.created%22")
                .expect(200)
                .text())
                .contains(address);
    }

    @Test
    void takesWhatTheMailServerItselfSaysOfAnAddress() {
        var mail = sent(address);

        for (var said : List.of("550 5.7.1 relay denied", "550 no", "452 4.2.2 full", "550 5.1.1 unknown")) {
            assertThat(suppressions()).as(said).isEmpty();
            inContext(person, () -> {
                returns.takeRefused(mail, Map.of(address, said));
                return true;
            });
        }

        assertThat(suppressions()).containsExactly(Map.entry(address, "bounced all"));
        assertThat(known(mail)).containsExactly("hard 5.1.1 " + address);
    }

    @Test
    void findsTheMailByItsMessageId() {
        var mail = sent(address);

        assertThat(take(report(address, "5.1.1", "<" + mail + "@localhost>"), null)).isTrue();

        assertThat(suppressions()).containsKey(address);
    }

    @Test
    void findsTheMailByTheReturnPathThatItNames() {
        var mail = sent(address);
        var path = Objects.requireNonNull(paths.of(person.organizationId(), mail));

        assertThat(take(Reports.message(Reports.complaint(
                "Feedback-Type: abuse\nOriginal-Mail-From: <" + path.toUpperCase(Locale.ROOT) + ">\n",
                "Subject: x")), null)).isTrue();

        assertThat(suppressions()).containsExactly(Map.entry(address, "complained all"));
    }

    @Test
    void believesNoForgedReport() {
        var mail = sent(address);
        var other = people.signUp();
        var others = "other-" + address;
        inContext(other, () -> {
            notifications.queue(mail(other, others));
            return true;
        });

        assertThat(take(report(address, "5.1.1", "<" + Ids.next() + "@localhost>"), null)).isFalse();
        assertThat(take(report(address, "5.1.1", "<" + mail + "x@localhost>"), null)).isFalse();
        assertThat(take(report(address, "5.1.1", "not even one"), null)).isFalse();
        assertThat(take(report(address, "5.1.1", "<x@localhost>"), Ids.next())).isFalse();
        // Somebody else's organization, and an address that the mail was not to.
        assertThat(inContext(other, () -> returns.take(report(address, "5.1.1", "<" + mail + "@localhost>"), null)))
                .isFalse();
        assertThat(take(report(others, "5.1.1", "<" + mail + "@localhost>"), null)).isTrue();

        assertThat(suppressions()).isEmpty();
        assertThat(known(mail)).isEmpty();
    }

    /** Who has mails sent on to where there is nobody has an address all the same. What comes of that address itself counts then as ever. */
    @Test
    void suppressesNobodyWhomAReportDoesNotName() {
        var mail = sent(address);

        assertThat(take(report("elsewhere-" + address, "5.1.1", "<x@example.test>"), mail)).isTrue();

        assertThat(suppressions()).isEmpty();
        assertThat(known(mail)).containsExactly("hard 5.1.1 " + address);
        take(report(address, "5.1.1", "<x@example.test>"), mail);
        assertThat(suppressions()).containsExactly(Map.entry(address, "bounced all"));
        assertThat(known(mail)).hasSize(1);
    }

    @Test
    void doesNotCountAgainstAnAddressWhatComesBackFromOthers() {
        for (var count = 1; count <= 6; count++) {
            take(report("elsewhere-" + address, "4.2.2", "<x@example.test>"), sent(address));
        }

        assertThat(suppressions()).isEmpty();
    }

    @Test
    void opensNoForgedReturnPath() {
        var mail = Ids.next();
        var path = Objects.requireNonNull(paths.of(person.organizationId(), mail));
        var answer = Objects.requireNonNull(paths.answersTo(person.organizationId(), mail));

        assertThat(path).matches("b\\+[0-9a-v]{1,61}@in\\.example\\.test");
        var local = local(path);
        assertThat(returns.open(local)).hasValue(new MailReturns.Returned(person.organizationId(), mail, false));
        assertThat(returns.open(local(answer)))
                .hasValue(new MailReturns.Returned(person.organizationId(), mail, true));
        for (var index = 2; index < local.length(); index++) {
            var changed = new StringBuilder(local);
            changed.setCharAt(index, local.charAt(index) == '7' ? '8' : '7');
            assertThat(returns.open(changed.toString())).isEmpty();
        }
        assertThat(returns.open(local.replace("b+", "r+"))).isEmpty();
        assertThat(paths.ofAddress(path)).isPresent();
        assertThat(paths.ofAddress(path.replace("@in.", "@other."))).isEmpty();
        for (var none : List.of("b+", "b+-1", "b+é", "", "b", "b+" + "z".repeat(62), "b+" + "7".repeat(100_000))) {
            assertThat(returns.open(none)).isEmpty();
        }
    }

    private static String local(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    /** Each of several knows what it takes to report another one. */
    @Test
    void notesOfAMailToSeveralAndKeepsNobodyOff() {
        var workflows = Workflows.of(person.api());
        var workflow = workflows.manual("""
                [{"type":"send_email","config":{"to":["one-%s","%s"],"subject":"Hi","text":"Hello"}}]"""
                .formatted(address, address));
        for (var count = 1; count <= 6; count++) {
            workflows.ended(workflows.start(workflow, "{}"));
        }
        var mails = person.api().get("/api/v1/outbound-emails").expect(200);

        mails.json()
                .path("results")
                .forEach(mail -> assertThat(
                        take(report(address, "5.1.1", mail.path("messageId").asString()), null)).isTrue());

        assertThat(mails.json().path("results")).hasSize(6);
        assertThat(suppressions()).isEmpty();
        assertThat(person.api()
                .get("/api/v1/outbound-emails/" + mails.at("/results/0/id"))
                .expect(200)
                .at("/bounces/0/kind")).isEqualTo("hard");
    }

    @Test
    void keepsTheAddressOffThatHasNotTakenSeveralMails() {
        for (var count = 1; count <= 5; count++) {
            assertThat(suppressions()).isEmpty();
            var mail = sent(address);
            take(report(address, "4.2.2", "<x@example.test>"), mail);
            take(report(address, "4.2.2", "<x@example.test>"), mail);
        }

        assertThat(suppressions()).containsExactly(Map.entry(address, "bounced all"));
    }

    @Test
    void doesNotCountMailsThatMayArriveYet() {
        for (var count = 1; count <= 6; count++) {
            take(Reports.message(Reports.failed(address, "4.4.1", "no", "<x@example.test>")
                    .replace("Action: failed", "Action: delayed")), sent(address));
        }

        assertThat(suppressions()).isEmpty();
    }

    @Test
    void isNotedOnceHoweverManyReportItAtOnce() {
        var mails = List.of(sent(address), sent(address), sent(address), sent(address), sent(address));
        var next = new AtomicInteger();

        Parallel.times(40, () -> take(report(address, "4.2.2", "<x@example.test>"),
                mails.get(next.getAndIncrement() % mails.size())));

        assertThat(suppressions()).containsExactly(Map.entry(address, "bounced all"));
        assertThat(mails).allSatisfy(mail -> assertThat(known(mail)).hasSize(1));
    }

    private UUID sent(String recipient) {
        var id = Ids.next();
        inContext(person, () -> {
            notifications.queue(id, mail(person, recipient));
            return true;
        });
        return id;
    }

    private static Message mail(Person person, String recipient) {
        return Message.email(recipient, "quote-sent", Map.of("organization", person.organizationId().toString()));
    }

    private static MimeMessage report(String recipient, String status, String messageId) {
        return Reports.message(Reports.failed(recipient, status, UNKNOWN, messageId));
    }

    private boolean take(MimeMessage report, @Nullable UUID mail) {
        return inContext(person, () -> returns.take(report, mail));
    }

    private <T> T inContext(Person who, Supplier<T> work) {
        return new TenantContext(who.organizationId(), null)
                .call(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private Collection<String> known(UUID mail) {
        return inContext(person, () -> returns.of(List.of(mail))
                .getOrDefault(mail, List.of())
                .stream()
                .map(
                        one -> one.kind() + " " + one.status() + " " + one.recipient())
                .toList());
    }

    private Map<String, String> suppressions() {
        var found = new HashMap<String, String>();
        person.api()
                .get("/api/v1/suppressions")
                .expect(200)
                .json()
                .path("results")
                .forEach(one -> found
                        .put(one.path("address").asString(),
                                one.path("reason").asString() + " " + one.path("scope").asString()));
        return found;
    }
}
