@NullMarked
package dev.tenantry.audit.classification;

import org.jspecify.annotations.NullMarked;
