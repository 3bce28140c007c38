package dev.tenantry.shared.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@IntegrationTest
class LimitsTests {

    private final LimitSettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("tenantry.limits", LimitSettings.class);
    private final String subject = UUID.randomUUID().toString();

    @Autowired
    private RolePool authPool;

    @ParameterizedTest
    @EnumSource(value = Limit.class, names = {"CODES_PER_ADDRESS", "INVITATIONS_PER_ADDRESS", "SENDS_PER_ACCOUNT"})
    void countsForAllInstancesTogetherHoweverManyAskAtOnce(Limit limit) {
        var one = new Limits(authPool, settings);
        var other = new Limits(authPool, settings);
        var turn = new AtomicInteger();

        var taken = Parallel.times(40,
                () -> (turn.getAndIncrement() % 2 == 0 ? one : other).take(limit, subject).isZero());

        assertThat(taken).filteredOn(isTaken -> isTaken).hasSize(one.most(limit));
        assertThat(other.take(limit, subject)).isPositive();
    }

    /** Whoever asks for mails at x+1@, x+2@ and so on asks for mails to one mailbox. */
    @Test
    void countsWhatReachesOneMailboxTogether() {
        var limits = new Limits(authPool, settings);

        for (var number = 0; number < limits.mostUnasked(); number++) {
            assertThat(limits.takeUnasked("X" + subject + "+" + number + "@example.com")).isZero();
        }

        assertThat(limits.takeUnasked("x" + subject + "@example.com")).isPositive();
    }

    @Test
    void leavesTheRestToOthersWhereSomeoneMayHaveAShare() {
        var limits = new Limits(authPool, settings);
        var half = 0.5;

        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject, 5, half)).isZero();
        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject, 1, half)).isPositive();
        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject, 5)).isZero();
        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject)).isPositive();
    }

    /** One is not refused because there are not as many as somebody else has asked for, nor after what was taken has been given back. */
    @Test
    void remembersNoRefusalOfWhatThereMayBeYet() {
        var limits = new Limits(authPool, settings);
        var most = limits.most(Limit.CODES_PER_ADDRESS);

        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject, most - 1)).isZero();
        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject, 2)).isPositive();
        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject)).isZero();
        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject, 1, 0.9)).isPositive();
        limits.refund(Limit.CODES_PER_ADDRESS, subject, most);
        assertThat(limits.take(Limit.CODES_PER_ADDRESS, subject, 1, 0.9)).isZero();
    }

    @Test
    void saysWhenThereIsOneLeftAgain() {
        var limits = new Limits(authPool, settings);
        for (var time = 0; time < 3; time++) {
            limits.charge(Limit.INVITATIONS_PER_ADDRESS, subject);
        }

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> limits.charge(Limit.INVITATIONS_PER_ADDRESS, subject))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.RATE_LIMITED))
                .satisfies(refused -> assertThat(refused.headers())
                        .containsEntry("RateLimit-Policy", "\"invitations-per-address\";q=3")
                        .containsEntry("RateLimit",
                                "\"invitations-per-address\";r=0;t=" + refused.headers().get("Retry-After")))
                .satisfies(refused -> assertThat(Integer.parseInt(refused.headers().getOrDefault("Retry-After", "0")))
                        .isBetween(590, 600));
        limits.charge(Limit.INVITATIONS_PER_ADDRESS, subject + " another");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichItIsWhatItCountsTogetherAndUntilWhen(Limit limit) {
        var refusal = new Limits(authPool, settings).refusal(limit, "too many", Duration.ofSeconds(90));

        var spent = Objects.requireNonNull(refusal.usedUp());
        assertThat(spent.policy()).isEqualTo(limit.told()).endsWith("-per-" + spent.scope());
        assertThat(spent.resetsAt()).isAfter(Instant.now().plusSeconds(60));
        assertThat(refusal.detail()).startsWith("too many (").contains(limit.told(), spent.resetsAt().toString());
        assertThat(refusal.headers()).containsEntry("Retry-After", "90");
    }

    @Test
    void beginsAnewWhenTheTimeIsOverAndWhenWhatWasChargedWasNoHarm() {
        var limits = new Limits(authPool, settings);
        for (var time = 0; time < 3; time++) {
            limits.charge(Limit.INVITATIONS_PER_ADDRESS, subject);
        }

        limits.refund(Limit.INVITATIONS_PER_ADDRESS, subject);
        assertThat(limits.take(Limit.INVITATIONS_PER_ADDRESS, subject)).isZero();
        assertThat(limits.take(Limit.INVITATIONS_PER_ADDRESS, subject)).isPositive();
        authPool.jdbc()
                .sql("update auth.rate_limits set resets_at = now() where used = 3 and key = ?")
                .param(Digests.fingerprint(Limit.INVITATIONS_PER_ADDRESS.name() + " " + subject))
                .update();
        assertThat(new Limits(authPool, settings).take(Limit.INVITATIONS_PER_ADDRESS, subject)).isZero();
    }

    @Test
    void readsQuotas() {
        assertThat(Quota.of("10/1h")).isEqualTo(new Quota(10, Duration.ofHours(1)));
        assertThat(settings.signInsPerSource()).isEqualTo(new Quota(200, Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0/1h", "-1/1h", "10/0s", "ten/1h", "10/1h/1h", "10/often"})
    void refusesWhatIsNoQuota(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Quota.of(text));
    }
}
