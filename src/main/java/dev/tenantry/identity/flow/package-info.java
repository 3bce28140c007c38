@NullMarked
package dev.tenantry.identity.flow;

import org.jspecify.annotations.NullMarked;
