/** Invitations to organizations: sent, looked at, accepted or declined, withdrawn. */
@NullMarked
package dev.tenantry.tenancy.invitation;

import org.jspecify.annotations.NullMarked;
