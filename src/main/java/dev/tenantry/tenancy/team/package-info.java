/** Teams: groups of members, to whom records can belong. */
@NullMarked
package dev.tenantry.tenancy.team;

import org.jspecify.annotations.NullMarked;
