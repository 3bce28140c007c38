/** Changes of roles, members and permissions, told to whoever keeps something of them in memory. */
@NullMarked
package dev.tenantry.tenancy.change;

import org.jspecify.annotations.NullMarked;
