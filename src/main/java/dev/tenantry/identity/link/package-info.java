@NullMarked
package dev.tenantry.identity.link;

import org.jspecify.annotations.NullMarked;
