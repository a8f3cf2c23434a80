package io.github.azuredr.datalake.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects edits and findings by offset while a text is read, and turns them into lines and columns at the end. */
final class RewriteLog {
    private static final int LONGEST_TEXT = 200;

    /** The value grows otherwise than the text where escapes stand in what is replaced. */
    private record Edit(int start, int end, String to, int valueGrowth) {
        int growth() {
            return to.length() - (end - start);
        }
    }

    private record Note(int start, int end, Undecided.Reason reason) {}

    private final String text;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    RewriteLog(String text) {
        this.text = text;
    }

    /** Replaces text that stands for itself. */
    void replace(int start, int end, String to) {
        replace(start, end, to, to.length() - (end - start));
    }

    void replace(int start, int end, String to, int valueGrowth) {
        edits.add(new Edit(start, end, to, valueGrowth));
    }

    void note(int start, int end, Undecided.Reason reason) {
        notes.add(new Note(start, end, reason));
    }

    int noted() {
        return notes.size();
    }

    /** By how many bytes of UTF-8 the edits since a moment ago lengthen the value; the labels on both sides are ASCII. */
    int valueGrowthSince(int edit) {
        int growth = 0;
        for (int i = edit; i < edits.size(); i++) {
            growth += edits.get(i).valueGrowth();
        }
        return growth;
    }

    int edited() {
        return edits.size();
    }

    /** The text as it was. */
    String text() {
        return text;
    }

    /** The text with the edits, or the very text when there are none. */
    String written() {
        if (edits.isEmpty()) {
            return text;
        }
        edits.sort(Comparator.comparingInt(Edit::start));
        StringBuilder out = new StringBuilder(text.length() + text.length() / 16);
        int copied = 0;
        for (Edit each : edits) {
            out.append(text, copied, each.start()).append(each.to());
            copied = each.end();
        }
        return out.append(text, copied, text.length()).toString();
    }

    /** Where offsets of the text are in {@link #written()}; asked with growing offsets, none of them inside an edit. */
    Shift shift() {
        return new Shift();
    }

    final class Shift {
        private int next;
        private int growth;
        private int valueGrowth;

        /** How many edits lie before the offset asked last. */
        int edits() {
            return next;
        }

        /** By how much the values grew before the offset asked last. */
        int valueGrowth() {
            return valueGrowth;
        }

        int moved(int offset) {
            while (next < edits.size() && edits.get(next).end() <= offset) {
                growth += edits.get(next).growth();
                valueGrowth += edits.get(next).valueGrowth();
                next++;
            }
            return offset + growth;
        }
    }

    /** The report on the finished text. */
    RewriteResult.Rewritten report(String written) {
        notes.sort(Comparator.comparingInt(Note::start));
        List<Rewrite> rewrites = new ArrayList<>(edits.size());
        List<Undecided> undecided = new ArrayList<>(notes.size());
        Positions positions = new Positions(text);
        int note = 0;
        for (Edit each : edits) {
            note = undecided(note, each.start(), positions, undecided);
            positions.advanceTo(each.start());
            String from = text.substring(each.start(), each.end());
            rewrites.add(new Rewrite(positions.line(), positions.column(), from, each.to()));
        }
        undecided(note, text.length(), positions, undecided);
        return new RewriteResult.Rewritten(written, rewrites, undecided);
    }

    /** Turns notes up to an offset into lines and columns, and says which comes next; the text is walked once for all. */
    private int undecided(int from, int upTo, Positions positions, List<Undecided> all) {
        int i = from;
        while (i < notes.size() && notes.get(i).start() <= upTo) {
            Note each = notes.get(i);
            positions.advanceTo(each.start());
            all.add(new Undecided(positions.line(), positions.column(), shown(each), each.reason()));
            i++;
        }
        return i;
    }

    private String shown(Note note) {
        int end = Math.min(note.end(), note.start() + LONGEST_TEXT);
        if (end < note.end() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(note.start(), end);
    }
}
