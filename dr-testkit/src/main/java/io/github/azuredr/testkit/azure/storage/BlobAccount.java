package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Iterator;
import java.util.Map;

/** What the blob endpoint answers for the account itself. */
final class BlobAccount {
    private final AccountTree tree;

    BlobAccount(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse information() {
        return Reply.of(200)
                .header("x-ms-sku-name", "Standard_LRS")
                .header("x-ms-account-kind", "StorageV2")
                .header("x-ms-is-hns-enabled", Boolean.toString(tree.hierarchical))
                .done();
    }

    SimResponse answer(Call call) {
        if (call.method().equals("GET") && call.queryIs("comp", "list")) {
            return tree.reading(() -> list(call));
        }
        if (call.method().equals("GET") && call.queryIs("restype", "service") && call.queryIs("comp", "properties")) {
            return Reply.of(200)
                    .xml(new Xml()
                            .open("StorageServiceProperties")
                            .open("DeleteRetentionPolicy")
                            .leaf("Enabled", "false")
                            .close("DeleteRetentionPolicy")
                            .close("StorageServiceProperties")
                            .text())
                    .done();
        }
        if (call.method().equals("POST") && call.queryIs("comp", "userdelegationkey")) {
            return delegationKey(call);
        }
        if (call.queryIs("comp", "batch")) {
            throw new Refusal(400, "UnsupportedQueryParameter", "Batches are not served.");
        }
        throw Refusal.verb();
    }

    private SimResponse delegationKey(Call call) {
        if (!call.header("Authorization").orElse("").startsWith("Bearer ")) {
            throw new Refusal(403, "AuthenticationFailed", "Only a token can ask for a user delegation key.");
        }
        String start = "";
        String expiry = "";
        for (Xml.Leaf leaf : Xml.leaves(call.body())) {
            start = leaf.name().equals("Start") ? leaf.text() : start;
            expiry = leaf.name().equals("Expiry") ? leaf.text() : expiry;
        }
        if (expiry.isEmpty()) {
            throw new Refusal(400, "MissingRequiredXmlNode", "A required XML node was not specified: Expiry.");
        }
        String id = "00000000-0000-0000-0000-0000000000a1";
        return Reply.of(200)
                .xml(new Xml()
                        .open("UserDelegationKey")
                        .leaf("SignedOid", id)
                        .leaf("SignedTid", "00000000-0000-0000-0000-0000000000b1")
                        .leaf("SignedStart", start)
                        .leaf("SignedExpiry", expiry)
                        .leaf("SignedService", "b")
                        .leaf("SignedVersion", call.requireHeader("x-ms-version"))
                        .leaf("Value", Sas.delegationKey(call, id, start, expiry))
                        .close("UserDelegationKey")
                        .text())
                .done();
    }

    private SimResponse list(Call call) {
        String prefix = call.query("prefix").orElse("");
        int most = call.pageSize("maxresults", Limits.PAGE);
        String from = call.query("marker")
                .filter(m -> !m.isEmpty())
                .map(m -> TreeWalk.position(m, "marker"))
                .orElse(prefix);
        Xml xml = new Xml()
                .open(
                        "EnumerationResults",
                        "ServiceEndpoint",
                        "https://" + Endpoint.BLOB.host(call.account().name()) + "/");
        xml.leafIfPresent("Prefix", prefix).open("Containers");
        Iterator<Container> each = tree.containers.tailMap(from, true).values().iterator();
        String next = "";
        int count = 0;
        while (each.hasNext()) {
            Container container = each.next();
            if (!container.name.startsWith(prefix)) {
                break;
            }
            if (count++ == most) {
                next = TreeWalk.token(container.name);
                break;
            }
            container(xml, container, call.query("include").orElse("").contains("metadata"));
        }
        return Reply.of(200)
                .xml(xml.close("Containers")
                        .leaf("NextMarker", next)
                        .close("EnumerationResults")
                        .text())
                .done();
    }

    private void container(Xml xml, Container container, boolean withMetadata) {
        Lease.State lease = container.lease.at(tree.now());
        xml.open("Container")
                .leaf("Name", container.name)
                .open("Properties")
                .leaf("Last-Modified", Times.http(container.modifiedMillis))
                .leaf("Etag", container.etag())
                .leaf("LeaseStatus", container.lease.locks(tree.now()) ? "locked" : "unlocked")
                .leaf("LeaseState", Lease.word(lease))
                .leafIfPresent("PublicAccess", container.publicAccess)
                .leaf("HasImmutabilityPolicy", "false")
                .leaf("HasLegalHold", "false")
                .close("Properties");
        if (withMetadata && !container.metadata.isEmpty()) {
            xml.open("Metadata");
            for (Map.Entry<String, String> pair : container.metadata.entrySet()) {
                xml.leaf(pair.getKey(), pair.getValue());
            }
            xml.close("Metadata");
        }
        xml.close("Container");
    }
}
