/** Roles: built-in and custom, the permissions that they grant, and the members that have them. */
@NullMarked
package dev.tenantry.tenancy.role;

import org.jspecify.annotations.NullMarked;
