@NullMarked
package dev.tenantry.automation;

import org.jspecify.annotations.NullMarked;
