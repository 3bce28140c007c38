/** How members have to sign in before an organization lets them in. */
@NullMarked
package dev.tenantry.tenancy.policy;

import org.jspecify.annotations.NullMarked;
