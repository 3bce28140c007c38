/** What anybody can compute of the audit log: how entries are hashed, how hashes become a tree, and whether a bundle is what was signed. */
@NullMarked
package dev.tenantry.audit.verify;

import org.jspecify.annotations.NullMarked;
