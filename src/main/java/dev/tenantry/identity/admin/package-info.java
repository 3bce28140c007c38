/** What super admins, and backends that carry the service key, do to accounts and organizations. */
@NullMarked
package dev.tenantry.identity.admin;

import org.jspecify.annotations.NullMarked;
