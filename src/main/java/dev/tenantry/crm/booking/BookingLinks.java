package dev.tenantry.crm.booking;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Links of pages and of bookings: whose it is and which, signed, so that nobody makes one up, and the same each time that it is shown. What
 * revokes the link of a page is its number.
 */
@Component
@EnableConfigurationProperties(BookingSettings.class)
class BookingLinks {

    private static final int ORGANIZATION_BYTES = 16;
    private static final int PAGE_BYTES = ORGANIZATION_BYTES + Long.BYTES + Integer.BYTES;
    private static final int BOOKING_BYTES = ORGANIZATION_BYTES + Long.BYTES;
    private static final int SIGNATURE_BYTES = 16;

    private final byte[] pageKey;
    private final byte[] bookingKey;
    private final BookingSettings settings;

    BookingLinks(MasterSecret secret, BookingSettings settings) {
        pageKey = secret.derive("links of booking pages");
        bookingKey = secret.derive("links of bookings");
        this.settings = settings;
    }

    /** @param number of the link; 0 of a booking, which has one */
    record Target(UUID organizationId, Long id, int number) {}

    /** To a page of the current organization. */
    String to(BookingPage page) {
        var plain = begin(PAGE_BYTES, page.getId()).putInt(page.getLinkNumber());
        return settings.url() + "/" + sign(plain.array(), pageKey);
    }

    /** To a booking of the current organization. */
    String toBooking(Long id) {
        return settings.visitorUrl() + "/" + sign(begin(BOOKING_BYTES, id).array(), bookingKey);
    }

    /** Of what was sent; empty where it is none of ours. */
    Optional<Target> page(String text) {
        return open(text, PAGE_BYTES, pageKey)
                .map(plain -> new Target(new UUID(plain.getLong(), plain.getLong()), plain.getLong(), plain.getInt()));
    }

    /** Likewise. */
    Optional<Target> booking(String text) {
        return open(text, BOOKING_BYTES, bookingKey)
                .map(plain -> new Target(new UUID(plain.getLong(), plain.getLong()), plain.getLong(), 0));
    }

    private static ByteBuffer begin(int size, Long id) {
        var organization = TenantContext.current().organizationId();
        return ByteBuffer.allocate(size)
                .putLong(organization.getMostSignificantBits())
                .putLong(organization.getLeastSignificantBits())
                .putLong(id);
    }

    private static String sign(byte[] plain, byte[] key) {
        var all = ByteBuffer.allocate(plain.length + SIGNATURE_BYTES).put(plain).put(signature(plain, key));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    private static Optional<ByteBuffer> open(String text, int size, byte[] key) {
        if (text.length() > 2 * (size + SIGNATURE_BYTES)) {
            return Optional.empty();
        }
        try {
            var all = Base64.getUrlDecoder().decode(text);
            var plain = Arrays.copyOf(all, size);
            var isOurs = all.length == size + SIGNATURE_BYTES
                    && MessageDigest.isEqual(signature(plain, key), Arrays.copyOfRange(all, size, all.length));
            return isOurs ? Optional.of(ByteBuffer.wrap(plain)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] signature(byte[] plain, byte[] key) {
        return Arrays.copyOf(Digests.hmac(key, plain), SIGNATURE_BYTES);
    }
}
