/** Seals entries of the audit log once they are committed, and proves that they are what was sealed. */
@NullMarked
package dev.tenantry.audit.seal;

import org.jspecify.annotations.NullMarked;
