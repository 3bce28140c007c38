package dev.tenantry.shared.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Counts what is limited, for all instances together. What is counted does not depend on what there is: neither the count nor
 * the refusal tells whether an address has an account. To be asked before the transaction whose failure should count too.
 */
@Component
@EnableConfigurationProperties(LimitSettings.class)
public class Limits {

    /** How long a refusal is repeated without asking the database, so that a flood of requests is none of statements. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    /** The part of what is sent to somebody that may be sent by whomever. */
    private static final double UNASKED = 0.5;

    private final RolePool pool;
    private final LimitSettings settings;
    /** Of one alone: where there are not as many as somebody asks for, there may be fewer. By the share that it was asked of. */
    private final Cache<String, Map<Double, Duration>> refused = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    Limits(RolePool authPool, LimitSettings settings) {
        this.pool = authPool;
        this.settings = settings;
    }

    /** @throws ProblemException 429 where the subject has used up what it may do */
    public void charge(Limit limit, String subject) {
        var wait = take(limit, subject);
        if (!wait.isZero()) {
            throw refusal(limit, "too many attempts; try again later", wait);
        }
    }

    /** The same for the source of the current request, where there is one. */
    public void chargeSource(Limit limit) {
        var source = Source.currentOrNull();
        if (source != null) {
            charge(limit, source);
        }
    }

    /** What was charged was no harm. */
    public void refund(Limit limit, String subject) {
        refund(limit, subject, 1);
    }

    public void refund(Limit limit, String subject, int number) {
        var key = key(limit, subject);
        refused.invalidate(key);
        pool.jdbc()
                .sql("update auth.rate_limits set used = greatest(used - ?, 0) where key = ? and resets_at > now()")
                .params(number, key)
                .update();
    }

    public void refundSource(Limit limit) {
        var source = Source.currentOrNull();
        if (source != null) {
            refund(limit, source);
        }
    }

    /** Counts one more where there is one left. @return zero, or how long there is none */
    public Duration take(Limit limit, String subject) {
        return take(limit, subject, 1);
    }

    /** Counts so many more where that many are left, or none. @return zero, or how long there are not so many */
    public Duration take(Limit limit, String subject, int number) {
        return take(limit, subject, number, 1);
    }

    /** Likewise, of a part of all that there may be: the rest is for others. @param share of 1, one at least */
    public Duration take(Limit limit, String subject, int number, double share) {
        var key = key(limit, subject);
        var remembered = refused.getIfPresent(key);
        var known = remembered == null ? null : remembered.get(share);
        if (known != null) {
            return known;
        }
        var quota = limit.quota(settings);
        if (count(key, new Quota(part(quota.most(), share), quota.window()), number)) {
            return Duration.ZERO;
        }
        var wait = remaining(key);
        if (number == 1) {
            refused.get(key, _ -> new ConcurrentHashMap<>()).put(share, wait);
        }
        return wait;
    }

    /**
     * Counts a message to somebody who need not have asked for it, by whomever: of a part of {@link Limit#SENDS_PER_ADDRESS}, as the rest is for
     * what lets people into their accounts.
     *
     * @param address of mail, however it is written, or a telephone number
     * @return zero, or how long nothing may be sent there
     */
    public Duration takeUnasked(String address) {
        return take(Limit.SENDS_PER_ADDRESS, recipient(address), 1, UNASKED);
    }

    /** @throws ProblemException 429 where nothing may be sent there */
    public void chargeUnasked(String address) {
        var wait = takeUnasked(address);
        if (!wait.isZero()) {
            throw refusalUnasked("too many attempts; try again later", wait);
        }
    }

    /** For whoever asks by {@link #take}. @param why in words */
    public ProblemException refusal(Limit limit, String why, Duration wait) {
        return refusal(limit, most(limit), why, wait);
    }

    /** Likewise of what {@link #takeUnasked} counts. */
    public ProblemException refusalUnasked(String why, Duration wait) {
        return refusal(Limit.SENDS_PER_ADDRESS, mostUnasked(), why, wait);
    }

    private ProblemException refusal(Limit limit, int most, String why, Duration wait) {
        return ProblemException.rateLimited(why, limit.told(), limit.scope(), most, quota(limit).window(), wait);
    }

    /** It is not sent. */
    public void refundUnasked(String address) {
        refund(Limit.SENDS_PER_ADDRESS, recipient(address));
    }

    public int mostUnasked() {
        return part(most(Limit.SENDS_PER_ADDRESS), UNASKED);
    }

    /**
     * What mails to an address are counted by: one and the same of all that reach one mailbox by what is written behind a plus sign.
     *
     * @param address of mail, however it is written, or a telephone number
     */
    public static String recipient(String address) {
        if (address.indexOf('@') < 0) {
            return address;
        }
        var canonical = EmailAddress.canonical(address);
        var plus = canonical.indexOf('+');
        var at = canonical.lastIndexOf('@');
        return plus > 0 && plus < at ? canonical.substring(0, plus) + canonical.substring(at) : canonical;
    }

    public Quota quota(Limit limit) {
        return limit.quota(settings);
    }

    /** How often at most, for the answer's headers. */
    public int most(Limit limit) {
        return limit.quota(settings).most();
    }

    private static int part(int most, double share) {
        return Math.max(1, (int) (most * share));
    }

    private boolean count(String key, Quota quota, int number) {
        return number <= quota.most() && pool.jdbc()
                .sql("""
                        insert into auth.rate_limits as l (key, used, resets_at) values (:key, :number, now() + :window * interval '1 millisecond')
                        on conflict on constraint rate_limits_pkey do update set
                            used = case when l.resets_at <= now() then :number else l.used + :number end,
                            resets_at = case when l.resets_at <= now() then excluded.resets_at else l.resets_at end
                        where l.resets_at <= now() or l.used + :number <= :most""")
                .param("key", key)
                .param("number", number)
                .param("window", quota.window().toMillis())
                .param("most", quota.most())
                .update() == 1;
    }

    private Duration remaining(String key) {
        var millis = pool.jdbc()
                .sql("select greatest(1, ceil(1000 * extract(epoch from resets_at - now())))::bigint from auth.rate_limits where key = ?")
                .param(key)
                .query(Long.class)
                .optional();
        return Duration.ofMillis(millis.orElse(1L));
    }

    /** Addresses are not for everybody who reads the table, and of any length. */
    private static String key(Limit limit, String subject) {
        return Digests.fingerprint(limit.name() + " " + subject);
    }
}
