/** How servers are asked that are not ours. */
@NullMarked
package dev.tenantry.shared.http;

import org.jspecify.annotations.NullMarked;
