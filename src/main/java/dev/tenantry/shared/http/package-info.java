/**
 * How servers are asked that are not ours: through one client, which reaches public addresses alone where the operator did not
 * say otherwise.
 */
@NullMarked
package dev.tenantry.shared.http;

import org.jspecify.annotations.NullMarked;
