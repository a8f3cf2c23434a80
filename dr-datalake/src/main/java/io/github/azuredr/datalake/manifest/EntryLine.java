package io.github.azuredr.datalake.manifest;

import io.github.azuredr.datalake.listing.RowCodec;
import io.github.azuredr.error.RecoveryException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One manifest entry as one line of tab-separated text that a person can read in an emergency. */
final class EntryLine implements RowCodec<ManifestEntry> {
    static final String HEADER = "azuredr-manifest/1";
    static final String END = "end\t";
    private static final int FIELDS = 8;

    static String of(ManifestEntry entry) {
        String kind = entry.removed() ? "removed" : entry.directory() ? "directory" : "file";
        return String.join(
                "\t",
                kind,
                escaped(entry.path()),
                escaped(entry.sourceEtag()),
                escaped(entry.targetEtag()),
                Long.toString(entry.length()),
                Long.toString(entry.generation()),
                entry.level().name(),
                escaped(entry.ownership()));
    }

    static ManifestEntry parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS) {
            throw new RecoveryException(
                    "A manifest line has " + fields.size() + " fields instead of " + FIELDS + ".",
                    "do not edit what lies below the reserved directory; seed the manifest anew.");
        }
        String kind = fields.get(0);
        return new ManifestEntry(
                plain(fields.get(1)),
                plain(fields.get(2)),
                plain(fields.get(3)),
                Long.parseLong(fields.get(4)),
                Long.parseLong(fields.get(5)),
                VerificationLevel.valueOf(fields.get(6)),
                kind.equals("directory"),
                plain(fields.get(7)),
                kind.equals("removed"));
    }

    private static String escaped(String text) {
        if (text.indexOf('\t') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('%') < 0) {
            return text;
        }
        return text.replace("%", "%25")
                .replace("\t", "%09")
                .replace("\n", "%0A")
                .replace("\r", "%0D");
    }

    private static String plain(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        return text.replace("%09", "\t")
                .replace("%0A", "\n")
                .replace("%0D", "\r")
                .replace("%25", "%");
    }

    @Override
    public void write(ManifestEntry row, DataOutput out) throws IOException {
        byte[] bytes = of(row).getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public ManifestEntry read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public int weight(ManifestEntry row) {
        return 350
                + 2
                        * (row.path().length()
                                + row.sourceEtag().length()
                                + row.targetEtag().length());
    }
}
