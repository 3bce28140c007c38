package dev.tenantry.audit.seal;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.verify.Hash;

/** Writes seals, of which nothing is ever changed but that salts go. */
@Component
class SealRows {

    private static final String INSERT = """
            insert into audit_log_seals (organization_id, position, entry_id, entry_created_at, entry_expires_at, body_hash, leaf_hash, previous_hash,
                chain_hash, subtree_hashes, salt, value_salt)
            select app.org_id(), s.position, s.id::bigint, s.created_at::timestamptz, s.expires_at::timestamptz, decode(s.body, 'hex'), decode(s.leaf, 'hex'),
                decode(s.previous, 'hex'), decode(s.chain, 'hex'), decode(s.subtrees, 'hex'), decode(s.salt, 'hex'), decode(s.value_salt, 'hex')
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as s (position, id, created_at, expires_at, body, leaf, previous, chain, subtrees, salt, value_salt)""";

    private final JdbcClient jdbc;

    SealRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<Seal> seals) {
        jdbc.sql(INSERT)
                .param(seals.stream().map(Seal::position).toArray(Long[]::new))
                .param(texts(seals, seal -> seal.entry().id()))
                .param(texts(seals, seal -> seal.entry().createdAt()))
                .param(texts(seals, seal -> seal.entry().expiresAt()))
                .param(texts(seals, Seal::body))
                .param(hex(seals, Seal::leaf))
                .param(hex(seals, Seal::previous))
                .param(hex(seals, Seal::chain))
                .param(hex(seals, Seal::subtrees))
                .param(hex(seals, Seal::salt))
                .param(hex(seals, Seal::valueSalt))
                .update();
    }

    private static @Nullable String[] hex(List<Seal> seals, Function<Seal, byte[]> bytes) {
        return texts(seals, seal -> Hash.hex(bytes.apply(seal)));
    }

    private static @Nullable String[] texts(List<Seal> seals, Function<Seal, @Nullable String> text) {
        return seals.stream().map(text).toArray(String[]::new);
    }
}
