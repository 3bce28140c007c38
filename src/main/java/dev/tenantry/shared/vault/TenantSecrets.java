package dev.tenantry.shared.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Encrypts the current organization's secrets for their storage. A sealed text is {@code v1:<data key>:<base64url>}; it opens in
 * its organization alone, and for what it was sealed for.
 */
@Service
@Transactional(readOnly = true)
public class TenantSecrets {

    private static final Pattern SEALED = Pattern.compile("v1:(\\d{1,9}):([\\w-]+)");
    private static final String KEYS = """
            select id, master_key_id, wrapped from data_keys
            where organization_id = app.org_id() and master_key_id = any (?) order by id desc limit 1""";
    private static final String KEY = """
            select id, master_key_id, wrapped from data_keys where organization_id = app.org_id() and id = ?""";
    private static final String NEXT = "select coalesce(max(id), 0) + 1 from data_keys where organization_id = app.org_id()";
    private static final String INSERT = """
            insert into data_keys (organization_id, id, master_key_id, wrapped) values (app.org_id(), ?, ?, ?)
            on conflict (organization_id, id) do nothing""";

    private final JdbcClient jdbc;
    private final MasterKeys masters;

    TenantSecrets(JdbcClient jdbc, MasterKeys masters) {
        this.jdbc = jdbc;
        this.masters = masters;
    }

    private record DataKey(int id, WrappedKey key) {}

    /** @param purpose what it is for, down to the one place: {@code integrations/<id>/authToken} */
    @Transactional
    public String seal(String purpose, Secret secret) {
        var key = newest();
        var sealed = cipher(key).seal(secret.value().getBytes(StandardCharsets.UTF_8), associated(purpose));
        return "v1:" + key.id + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * @param purpose as it was sealed for
     * @throws ProblemException that says which key is missing, or that the value is another's
     */
    public Secret open(String purpose, String sealed) {
        var parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw MasterKeys.unreadable("the value for " + purpose + " is not sealed");
        }
        var id = Integer.parseInt(parts.group(1));
        var key = find(KEY, id).stream()
                .findFirst()
                .orElseThrow(() -> MasterKeys.unreadable("the organization has no data key " + id));
        try {
            var opened = cipher(key).open(Base64.getUrlDecoder().decode(parts.group(2)), associated(purpose));
            return new Secret(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw MasterKeys.unreadable("the value for " + purpose + " was sealed for something else, or changed");
        }
    }

    /** One whose master key is gone is good for nothing new. */
    private DataKey newest() {
        var known = masters.ids().toArray(String[]::new);
        for (var found = find(KEYS, known);; found = find(KEYS, known)) {
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            insert();
        }
    }

    private void insert() {
        var id = jdbc.sql(NEXT).query(Integer.class).single();
        var wrapped = masters.wrap(organization(), id, AesGcm.newKey());
        jdbc.sql(INSERT).param(id).param(wrapped.masterKeyId()).param(wrapped.wrapped()).update();
    }

    private List<DataKey> find(String query, Object parameter) {
        return jdbc.sql(query)
                .param(parameter)
                .query((row, _) -> new DataKey(row.getInt("id"),
                        new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped"))))
                .list();
    }

    private AesGcm cipher(DataKey key) {
        return new AesGcm(masters.unwrap(organization(), key.id, key.key));
    }

    private static String associated(String purpose) {
        return organization() + "/" + purpose;
    }

    private static UUID organization() {
        return TenantContext.current().organizationId();
    }
}
