package dev.tenantry.operations.administration;

/**
 * A master key.
 *
 * @param id       eight hexadecimal digits that tell nothing of it
 * @param state    current (wraps new data keys), old (still unwraps) or missing (is not configured any more)
 * @param dataKeys how many organizations' data keys it has wrapped
 */
record EncryptionKeyResponse(String id, String state, long dataKeys) {}
