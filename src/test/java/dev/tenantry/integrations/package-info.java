@NullMarked
package dev.tenantry.integrations;

import org.jspecify.annotations.NullMarked;
