package dev.tenantry.shared.vault;

/**
 * A data key as it is kept.
 *
 * @param masterKeyId by which master key it is wrapped
 */
@SuppressWarnings("ArrayRecordComponent")
public record WrappedKey(String masterKeyId, byte[] wrapped) {}
