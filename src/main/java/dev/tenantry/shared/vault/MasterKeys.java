package dev.tenantry.shared.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * The keys that data keys are wrapped by: those that are configured, the first of which wraps, and the one that derives from the
 * installation's secret. A key is known by eight hexadecimal digits that follow from it and tell nothing of it.
 */
@Component
@EnableConfigurationProperties(EncryptionSettings.class)
public final class MasterKeys {

    private static final String PURPOSE = "vault/master-key";
    private static final int ID_BYTES = 4;

    private final Map<String, AesGcm> ciphers = new LinkedHashMap<>();
    private final String current;

    MasterKeys(EncryptionSettings settings, MasterSecret installation) {
        var keys = new ArrayList<byte[]>();
        settings.masterKeys()
                .forEach(text -> keys.add(Digests.hmac(text.value().getBytes(StandardCharsets.UTF_8), PURPOSE)));
        keys.add(installation.derive(PURPOSE));
        keys.forEach(key -> ciphers.putIfAbsent(id(key), new AesGcm(key)));
        this.current = id(keys.getFirst());
    }

    /** The one that wraps. */
    public String current() {
        return current;
    }

    /** Of all that there are, the current one first. */
    public Set<String> ids() {
        return ciphers.keySet();
    }

    /** A data key, wrapped by the current master key. */
    WrappedKey wrap(UUID organization, int id, byte[] key) {
        return new WrappedKey(current, cipher(current).seal(key, purpose(organization, id)));
    }

    /** @throws ProblemException that names the master key that is missing */
    byte[] unwrap(UUID organization, int id, WrappedKey wrapped) {
        try {
            return cipher(wrapped.masterKeyId()).open(wrapped.wrapped(), purpose(organization, id));
        } catch (GeneralSecurityException _) {
            throw unreadable("the organization's data key " + id + " is not what the master key "
                    + wrapped.masterKeyId() + " has wrapped");
        }
    }

    /**
     * The same data key, wrapped by the current master key.
     *
     * @throws ProblemException that names the master key that is missing
     */
    public WrappedKey rewrap(UUID organization, int id, WrappedKey wrapped) {
        return wrap(organization, id, unwrap(organization, id, wrapped));
    }

    static ProblemException unreadable(String detail) {
        return ProblemException.of(ProblemType.SECRET_UNREADABLE, detail);
    }

    private AesGcm cipher(String id) {
        var cipher = ciphers.get(id);
        if (cipher == null) {
            throw unreadable("the master key " + id + " is none of TENANTRY_ENCRYPTION_MASTER_KEYS");
        }
        return cipher;
    }

    private static String purpose(UUID organization, int id) {
        return "data-key/" + organization + "/" + id;
    }

    private static String id(byte[] key) {
        return HexFormat.of().formatHex(Digests.hmac(key, "id"), 0, ID_BYTES);
    }
}
