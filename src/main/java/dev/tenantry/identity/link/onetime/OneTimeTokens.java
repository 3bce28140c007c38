package dev.tenantry.identity.link.onetime;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Tokens that prove an address or a number, each good once. A new one leaves those before it good, since strangers can ask
 * for new ones; the use of one is the end of all of its type.
 */
@Component
public class OneTimeTokens {

    /** Begins tokens whose links yield a code. */
    public static final String FLOW_PREFIX = "pkce_";

    private static final int MOST_ATTEMPTS = 5;
    private static final int TOKEN_BYTES = 32;
    private static final int CODES = 1_000_000;
    /** Of one type and person. Limits on what is sent keep strangers well below it, so that they push none out. */
    private static final int MOST = 50;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final TokenDigests digests;
    private final CodeGuesses guesses;

    OneTimeTokens(RolePool authPool, TokenDigests digests, CodeGuesses guesses) {
        this.jdbc = authPool.jdbc();
        this.digests = digests;
        this.guesses = guesses;
    }

    private record Candidate(UUID id, UUID user, TokenType type, Secret codeHash) {}

    /** Makes a token, in the transaction of the caller. */
    public IssuedToken issue(UUID user, TokenType type, String relatesTo, Duration life, @Nullable UUID flow) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var issued = new IssuedToken(new Secret((flow == null ? "" : FLOW_PREFIX) + HexFormat.of().formatHex(bytes)),
                new Secret(String.format(Locale.ROOT, "%06d", random.nextInt(CODES))));
        jdbc.sql(
                """
                insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, code_hash, flow_state_id, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 millisecond')""")
                .param(Ids.next())
                .param(user)
                .param(type.code())
                .param(Digests.fingerprint(issued.token().value()))
                .param(relatesTo)
                .param(digests.ofCode(user, type, issued.code().value()))
                .param(flow)
                .param(life.toMillis())
                .update();
        jdbc.sql(
                """
                delete from auth.one_time_tokens where id in (
                    select id from auth.one_time_tokens where user_id = ? and token_type = ? order by created_at desc, id desc offset ?)""")
                .params(user, type.code(), MOST)
                .update();
        return issued;
    }

    /** The token of a link. Looking at it does not use it. @throws AuthException 403 where there is none */
    public UUID find(String token, Collection<TokenType> types) {
        return jdbc
                .sql("""
                select id from auth.one_time_tokens where token_hash = ? and token_type = any (?::text[]) and expires_at > now()""")
                .params(Digests.fingerprint(token), codes(types))
                .query(UUID.class)
                .optional()
                .orElseThrow(AuthException::otpExpired);
    }

    /**
     * The token whose digits these are. A guess counts before it is evaluated, and beyond the fifth none is, so this is
     * never called in a transaction, whose end could undo the count.
     *
     * @throws AuthException                                  403 where there is none
     * @throws dev.tenantry.shared.problem.ProblemException   429 where there were too many wrong ones lately
     */
    public UUID find(String relatesTo, Collection<TokenType> types, String code) {
        return guesses.counted(relatesTo, () -> guess(relatesTo, types, null, code))
                .orElseThrow(AuthException::otpExpired);
    }

    /** Uses up the code that the person reauthenticates with. @return whether it is the right one */
    public boolean reauthenticates(UUID user, String relatesTo, String code) {
        var found = guesses.counted(relatesTo,
                () -> guess(relatesTo, List.of(TokenType.REAUTHENTICATION_TOKEN), user, code));
        return found.filter(this::useUp).isPresent();
    }

    /** Uses the token, in the transaction of the caller: of many who try at once, one does. @throws AuthException 403 */
    public OneTimeToken take(UUID id) {
        var taken = jdbc
                .sql("""
                delete from auth.one_time_tokens where id = ? and expires_at > now() returning user_id, token_type, relates_to, flow_state_id""")
                .param(id)
                .query(OneTimeTokens::read)
                .optional()
                .orElseThrow(AuthException::otpExpired);
        forget(taken.userId(), List.of(taken.type()));
        return taken;
    }

    /** Ends the person's tokens of these types, in the transaction of the caller. */
    public void forget(UUID user, Collection<TokenType> types) {
        jdbc.sql("delete from auth.one_time_tokens where user_id = ? and token_type = any (?::text[])")
                .param(user)
                .param(codes(types))
                .update();
    }

    /**
     * Ends what was given to the person so far to sign in by, codes to be exchanged among it, for instance because the password has
     * changed. Before the sessions end: whoever is just exchanging a code is waited for.
     */
    public void forget(UUID user) {
        jdbc.sql("""
                with codes as (delete from auth.flow_state where user_id = :user)
                delete from auth.one_time_tokens where user_id = :user""").param("user", user).update();
    }

    private Optional<UUID> guess(String relatesTo, Collection<TokenType> types, @Nullable UUID user, String typed) {
        var code = TypedCode.normal(typed);
        return jdbc
                .sql("""
                update auth.one_time_tokens set attempts = attempts + 1
                where relates_to = ? and token_type = any (?::text[]) and user_id = coalesce(?::uuid, user_id) and attempts < ? and expires_at > now()
                returning id, user_id, token_type, code_hash""")
                .param(relatesTo)
                .param(codes(types))
                .param(user)
                .param(MOST_ATTEMPTS)
                .query((row, _) -> new Candidate(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class),
                        TokenType.of(row.getString("token_type")), new Secret(row.getString("code_hash"))))
                .list()
                .stream()
                .filter(candidate -> TokenDigests.areEqual(candidate.codeHash.value(),
                        digests.ofCode(candidate.user, candidate.type, code)))
                .map(Candidate::id)
                .findFirst();
    }

    /** @return whether nobody was faster */
    private boolean useUp(UUID id) {
        return jdbc.sql("""
                with used as (delete from auth.one_time_tokens where id = ? returning id, user_id, token_type), rest as (
                    delete from auth.one_time_tokens t using used
                    where t.user_id = used.user_id and t.token_type = used.token_type and t.id <> used.id)
                select count(*) from used""").param(id).query(Integer.class).single() == 1;
    }

    private static String[] codes(Collection<TokenType> types) {
        return types.stream().map(TokenType::code).toArray(String[]::new);
    }

    private static OneTimeToken read(ResultSet row, int number) throws SQLException {
        return new OneTimeToken(row.getObject("user_id", UUID.class), TokenType.of(row.getString("token_type")),
                row.getString("relates_to"), row.getObject("flow_state_id", UUID.class));
    }
}
