package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The service's own hands on the stores: it lists, reads and writes through the blob endpoints like anybody else. */
final class BlobTransfer {
    private static final String VERSION = "2023-11-03";

    private final SimulatedAzure azure;

    BlobTransfer(SimulatedAzure azure) {
        this.azure = azure;
    }

    /**
     * A place in a store.
     *
     * @param account storage account
     * @param container container or file system
     * @param path file or folder in it; empty for the whole
     */
    record Place(String account, String container, String path) {}

    /** A blob as a listing shows it. */
    record File(String name, long size, Instant modified) {}

    /** The files at and under a place; folders are no files. */
    List<File> list(Place place) throws IOException {
        List<File> files = new ArrayList<>();
        String marker = "";
        do {
            String query = "restype=container&comp=list&prefix=" + place.path()
                    + (marker.isEmpty() ? "" : "&marker=" + marker);
            Document page = parse(send("GET", place, "", query, new byte[0]).body());
            NodeList blobs = page.getElementsByTagName("Blob");
            for (int i = 0; i < blobs.getLength(); i++) {
                Element blob = (Element) blobs.item(i);
                if (!text(blob, "ResourceType").equals("directory")) {
                    files.add(new File(
                            text(blob, "Name"),
                            Long.parseLong(text(blob, "Content-Length")),
                            ZonedDateTime.parse(text(blob, "Last-Modified"), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
                }
            }
            marker = text(page.getDocumentElement(), "NextMarker");
        } while (!marker.isEmpty());
        return files;
    }

    /** Copies one file's bytes; what is there under that name is replaced. */
    void copy(Place source, String name, Place target, String newName) throws IOException {
        byte[] bytes = send("GET", source, name, null, new byte[0]).body();
        write(target, newName, bytes);
    }

    /** Writes one file. */
    void write(Place target, String name, byte[] bytes) throws IOException {
        send("PUT", target, name, null, bytes);
    }

    private SimResponse send(String method, Place place, String name, @Nullable String query, byte[] body)
            throws IOException {
        String token = azure.tokens()
                .issue(
                        SimulatedAzure.TENANT,
                        SimTokens.principalOf(SimulatedAzure.TENANT),
                        "https://storage.azure.com");
        Map<String, String> headers =
                new HashMap<>(Map.of("Authorization", "Bearer " + token, "x-ms-version", VERSION));
        if (method.equals("PUT")) {
            headers.put("x-ms-blob-type", "BlockBlob");
            headers.put("Content-Length", Integer.toString(body.length));
        }
        String path = "/" + place.container() + (name.isEmpty() ? "" : "/" + name);
        SimResponse answer = azure.exchange(new SimRequest(method, url(place.account(), path, query), headers, body));
        if (answer.status() >= 300) {
            throw new IOException(method + " " + place.account() + path + " was answered " + answer.status());
        }
        return answer;
    }

    private static URI url(String account, String path, @Nullable String query) throws IOException {
        try {
            return URI.create(new URI("https", account + ".blob.core.windows.net", path, query, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IOException("no URL for " + path, e);
        }
    }

    private static Document parse(byte[] xml) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("a listing is no XML", e);
        }
    }

    private static String text(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
