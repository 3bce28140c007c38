/**
 * Secrets that organizations entrust to us and that are needed again: encrypted under a key of the organization's own, which is itself
 * kept encrypted under a master key that the operator can replace.
 */
@NullMarked
package dev.tenantry.shared.vault;

import org.jspecify.annotations.NullMarked;
