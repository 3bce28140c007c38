/** By what other systems know records: keys of which a record can have several, each with the system that it is of. */
@NullMarked
package dev.tenantry.crm.externalid;

import org.jspecify.annotations.NullMarked;
