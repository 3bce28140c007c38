/** Where the entries of the audit log go besides: to the organization's own log servers, each entry at least once. */
@NullMarked
package dev.tenantry.audit.sink;

import org.jspecify.annotations.NullMarked;
